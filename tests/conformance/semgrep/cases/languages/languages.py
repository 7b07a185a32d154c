# ruleid: language-py, language-python3, language-several, language-regex, language-generic-regex
speak("a")
# ruleid: language-py, language-python3, language-several, language-regex, language-generic-regex, language-severity-new
speak("severe")
# ok: language-py, language-python3, language-several, language-regex, language-generic-regex, language-severity-new
listen("a")

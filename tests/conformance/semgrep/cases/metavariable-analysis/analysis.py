# ruleid: analysis-entropy
secret_value = "9f8A2kQ0zX7bL1vP4mT6"
# ruleid: analysis-entropy
secret_value = "d41d8cd98f00b204e9800998ecf8427e"
# ok: analysis-entropy
secret_value = "password"
# ok: analysis-entropy
secret_value = "aaaaaaaaaaaaaaaaaaaaaaaa"
# ok: analysis-entropy
secret_value = "example-value"
# ok: analysis-entropy
secret_value = ""
# ok: analysis-entropy
other_value = "9f8A2kQ0zX7bL1vP4mT6"

# ruleid: analysis-entropy-keyword
client_of(api_key="9f8A2kQ0zX7bL1vP4mT6")
# ok: analysis-entropy-keyword
client_of(api_key="changeme")
# ok: analysis-entropy-keyword
client_of(name="9f8A2kQ0zX7bL1vP4mT6")

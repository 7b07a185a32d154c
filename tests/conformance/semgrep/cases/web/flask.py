import json

import flask
from flask import Flask, redirect, render_template_string, request

app = Flask(__name__)

# ruleid: flask-debug
app.run(debug=True)
# ruleid: flask-debug
app.run("localhost", 80, debug=True)
# ok: flask-debug
app.run(debug=False)
# ruleid: flask-debug
app.debug = True
# ruleid: flask-debug
app.config["DEBUG"] = True
# ok: flask-debug
app.config["TESTING"] = True

# ruleid: flask-host
app.run(host="0.0.0.0")
# ruleid: flask-host
app.run("0.0.0.0")
# ok: flask-host
app.run("127.0.0.1")


@app.route("/a")
def open_redirect():
    # ruleid: flask-open-redirect
    return redirect(request.args.get("next"))


@app.route("/b")
def open_redirect_variable():
    target = request.args.get("next", "/")
    if target:
        # ruleid: flask-open-redirect
        return flask.redirect(target)
    # ruleid: flask-open-redirect
    return redirect("https://" + request.form["host"], code=302)


@app.route("/c")
def safe_redirect():
    target = request.args.get("next", "/")
    if is_safe(target):
        # ok: flask-open-redirect
        return redirect(target)
    # ok: flask-open-redirect
    return redirect("/")


def no_view():
    # ok: flask-open-redirect
    return redirect(request.args.get("next"))


@app.route("/d")
def template():
    # ruleid: flask-template-string
    render_template_string("<b>" + request.args["x"])
    # ruleid: flask-template-string
    render_template_string(text, x=1)
    # ok: flask-template-string
    return flask.render_template_string("<b>{{ x }}</b>", x=request.args["x"])


def cookies(response):
    # ruleid: flask-cookie
    response.set_cookie("a", "b")
    # ruleid: flask-cookie
    response.set_cookie("a", "b", httponly=True)
    # ok: flask-cookie
    response.set_cookie("a", "b", secure=True, httponly=True, samesite="Lax")
    # ok: flask-cookie
    response.set_cookie("a", "b", **options)


@app.route("/e", methods=["POST"])
def one_method():
    # ruleid: flask-route-method
    if request.method == "POST":
        pass
    # ruleid: flask-json-dumps
    return json.dumps({"a": 1})


@app.route("/f", methods=["GET", "POST"])
def two_methods():
    # ok: flask-route-method
    if request.method == "POST":
        pass
    # ok: flask-json-dumps
    x = json.dumps({"a": 1})
    # ruleid: flask-json-dumps
    return json.dumps(x, indent=2)

import hashlib
import random
import ssl
from hashlib import md5

import jwt
from Crypto.Cipher import AES
from Crypto.PublicKey import RSA
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.ciphers import modes

NAME = "md5"
SECRET = "s3cr3t"

# ruleid: hashlib-weak
hashlib.md5(data)
# ruleid: hashlib-weak
md5()
# ruleid: hashlib-weak
hashlib.sha1(data, usedforsecurity=True)
# ok: hashlib-weak
hashlib.md5(data, usedforsecurity=False)
# ok: hashlib-weak
hashlib.sha256(data)

# ruleid: hashlib-new
hashlib.new("md5")
# ruleid: hashlib-new
hashlib.new("SHA1", data)
# ruleid: hashlib-new
hashlib.new(name="MD4")
# ruleid: hashlib-new
hashlib.new(NAME)
# ok: hashlib-new
hashlib.new("sha256")

# ruleid: ssl-old-protocol
ssl.SSLContext(ssl.PROTOCOL_SSLv3)
# ruleid: ssl-old-protocol
ssl.wrap_socket(s, ssl_version=ssl.PROTOCOL_SSLv3)
# ok: ssl-old-protocol
ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)

# ruleid: ssl-unverified
context = ssl._create_unverified_context()
# ruleid: ssl-unverified
ssl._create_default_https_context = ssl._create_unverified_context
# ruleid: ssl-unverified
context.check_hostname = False
# ruleid: ssl-unverified
context.verify_mode = ssl.CERT_NONE
# ok: ssl-unverified
context.verify_mode = ssl.CERT_REQUIRED

# ruleid: rsa-short-key
rsa.generate_private_key(public_exponent=65537, key_size=1024)
# ruleid: rsa-short-key
rsa.generate_private_key(65537, 512, backend)
# ruleid: rsa-short-key
RSA.generate(1024)
# ok: rsa-short-key
RSA.generate(2 * 1024)
# ok: rsa-short-key
rsa.generate_private_key(public_exponent=65537, key_size=4096)
# ok: rsa-short-key
RSA.generate(bits)

# ruleid: cipher-ecb
AES.new(key, AES.MODE_ECB)
# ruleid: cipher-ecb
modes.ECB()
# ok: cipher-ecb
AES.new(key, AES.MODE_GCM)

# ruleid: jwt-none
jwt.encode(payload, key, algorithm="none")
# ruleid: jwt-none
jwt.decode(token, key, algorithms=["HS256", "none"])
# ok: jwt-none
jwt.decode(token, key, algorithms=["HS256"])

# ruleid: jwt-unverified
jwt.decode(token, options={"verify_signature": False})
jwt.decode(
    token,
    # ruleid: jwt-unverified
    options={"a": 1, "verify_signature": False},
)
# ok: jwt-unverified
jwt.decode(token, options={"verify_signature": True})


def decode(options):
    # ruleid: jwt-unverified
    options["verify_signature"] = False
    log(options)
    return jwt.decode(token, options=options)


def decode_well(options):
    # ok: jwt-unverified
    options["verify_signature"] = True
    return jwt.decode(token, options=options)


# ruleid: jwt-hard-coded
jwt.encode({"a": 1}, "secret", algorithm="HS256")
# ruleid: jwt-hard-coded
jwt.encode({"a": 1}, SECRET)
# ok: jwt-hard-coded
jwt.encode({"a": 1}, read_secret())

# ruleid: random-for-secrets
token = random.randint(1, 100)
# ruleid: random-for-secrets
user_password = "".join(random.choice(letters) for _ in range(8))
# ok: random-for-secrets
colour = random.choice(colours)

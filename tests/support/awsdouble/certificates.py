# SPDX-License-Identifier: GPL-3.0-or-later
"""TLS as it should not be: self-signed, for another host, expired, too old; and one good one to compare with.

Made anew with the openssl program for each run; nothing is kept.
"""
import pathlib
import ssl
import subprocess
import warnings

NAME = "subjectAltName=DNS:localhost,IP:127.0.0.1"
KINDS = ("trusted", "self-signed", "wrong-host", "expired", "tls-1.1")
CA_CONFIG = """[ca]
default_ca=double
[double]
database={folder}/index
new_certs_dir={folder}
serial={folder}/serial
default_md=sha256
policy=any
copy_extensions=copy
[any]
commonName=supplied
"""


class Certificates:
    def __init__(self, folder):
        self._folder = pathlib.Path(folder)
        (self._folder / "index").touch()
        (self._folder / "serial").write_text("01\n")
        (self._folder / "ca.conf").write_text(CA_CONFIG.format(folder=folder))
        self._self_sign("ca", "basicConstraints=critical,CA:TRUE")
        self._self_sign("self-signed", NAME)
        self._issue("trusted", NAME)
        self._issue("wrong-host", "subjectAltName=DNS:elsewhere.example")
        self._issue("expired", NAME, "-startdate", "20200101000000Z", "-enddate", "20200201000000Z")

    @property
    def authority(self):
        """The file to trust: with it "trusted" is good, and the others still are not."""
        return str(self._folder / "ca.pem")

    def context(self, kind):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        name = "trusted" if kind == "tls-1.1" else kind
        if kind == "tls-1.1":
            context.set_ciphers("DEFAULT@SECLEVEL=0")  # OpenSSL 3 offers TLS 1.1 at this level only
            with warnings.catch_warnings(action="ignore"):  # that it is outdated is what it is here for
                context.minimum_version = context.maximum_version = ssl.TLSVersion.TLSv1_1
        context.load_cert_chain(self._folder / (name + ".pem"), self._folder / (name + ".key"))
        return context

    def _self_sign(self, name, extension):
        self._openssl("req", "-x509", "-days", "2", "-out", name + ".pem", *self._new_key(name, extension))

    def _issue(self, name, extension, *dates):
        self._openssl("req", "-out", name + ".csr", *self._new_key(name, extension))
        self._openssl("ca", "-batch", "-notext", "-config", "ca.conf", "-cert", "ca.pem", "-keyfile", "ca.key",
                      "-in", name + ".csr", "-out", name + ".pem", *(dates or ("-days", "2")))

    @staticmethod
    def _new_key(name, extension):
        return ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", name + ".key",
                "-subj", "/CN=awsdouble " + name, "-addext", extension]

    def _openssl(self, *arguments):
        subprocess.run(["openssl", *arguments], cwd=self._folder, check=True, capture_output=True)

// SPDX-License-Identifier: GPL-3.0-or-later
#include "hmac.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>

namespace sm::crypto {

namespace {

using MacAlgorithm = std::unique_ptr<EVP_MAC, decltype(&EVP_MAC_free)>;
using MacContext = std::unique_ptr<EVP_MAC_CTX, decltype(&EVP_MAC_CTX_free)>;

MacContext newHmacSha256()
{
    // Once a thread: a lookup costs three times as much as authenticating a short message.
    thread_local const MacAlgorithm hmac(EVP_MAC_fetch(nullptr, "HMAC", nullptr), &EVP_MAC_free);
    MacContext context(EVP_MAC_CTX_new(hmac.get()), &EVP_MAC_CTX_free);
    char digest[] = "SHA256";
    const OSSL_PARAM parameters[]
        = {OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0), OSSL_PARAM_construct_end()};
    if (!context || EVP_MAC_CTX_set_params(context.get(), parameters) != 1)
        qFatal("OpenSSL offers no HMAC with SHA-256");
    return context;
}

/// A null \p key of no length starts another message under the key that the context has.
QByteArray run(EVP_MAC_CTX *context, const unsigned char *key, size_t keySize, QByteArrayView message)
{
    QByteArray result(32, Qt::Uninitialized);
    size_t written = 0;
    const auto *bytes = reinterpret_cast<const unsigned char *>(message.data());
    const bool done = EVP_MAC_init(context, key, keySize, nullptr) == 1
        && EVP_MAC_update(context, bytes, static_cast<size_t>(message.size())) == 1
        && EVP_MAC_final(
               context, reinterpret_cast<unsigned char *>(result.data()), &written, static_cast<size_t>(result.size()))
            == 1;
    if (!done || written != 32)
        qFatal("OpenSSL could not compute an HMAC");
    return result;
}

const unsigned char *bytesOf(QByteArrayView key)
{
    // OpenSSL reads a null pointer as "no key given"; an empty key is a key.
    return reinterpret_cast<const unsigned char *>(key.isEmpty() ? "" : key.data());
}

} // namespace

QByteArray hmacSha256(QByteArrayView key, QByteArrayView message)
{
    thread_local const MacContext context = newHmacSha256();
    return run(context.get(), bytesOf(key), static_cast<size_t>(key.size()), message);
}

class HmacSha256Key::Context
{
public:
    explicit Context(QByteArrayView key)
        : m_context(newHmacSha256())
    {
        if (EVP_MAC_init(m_context.get(), bytesOf(key), static_cast<size_t>(key.size()), nullptr) != 1)
            qFatal("OpenSSL could not take an HMAC key");
    }
    QByteArray authenticate(QByteArrayView message) const { return run(m_context.get(), nullptr, 0, message); }

private:
    MacContext m_context;
};

HmacSha256Key::HmacSha256Key(QByteArrayView key)
    : m_context(std::make_shared<const Context>(key))
{
}

QByteArray HmacSha256Key::authenticate(QByteArrayView message) const { return m_context->authenticate(message); }

} // namespace sm::crypto

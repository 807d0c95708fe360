// SPDX-License-Identifier: GPL-3.0-or-later
#include "digest.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <memory>

namespace sm::crypto {

namespace {

/// One algorithm with a context to run it in. Looking an algorithm up costs more than hashing a short message.
class Digest
{
public:
    explicit Digest(const char *name)
        : m_algorithm(EVP_MD_fetch(nullptr, name, nullptr), &EVP_MD_free)
        , m_context(EVP_MD_CTX_new(), &EVP_MD_CTX_free)
    {
        if (!m_algorithm || !m_context)
            qFatal("OpenSSL offers no %s", name);
    }

    QByteArray of(QByteArrayView message) const
    {
        QByteArray result(EVP_MD_get_size(m_algorithm.get()), Qt::Uninitialized);
        const bool done = EVP_DigestInit_ex2(m_context.get(), m_algorithm.get(), nullptr) == 1
            && EVP_DigestUpdate(m_context.get(), message.data(), static_cast<size_t>(message.size())) == 1
            && EVP_DigestFinal_ex(m_context.get(), reinterpret_cast<unsigned char *>(result.data()), nullptr) == 1;
        if (!done)
            qFatal("OpenSSL could not compute a digest");
        return result;
    }

private:
    std::unique_ptr<EVP_MD, decltype(&EVP_MD_free)> m_algorithm;
    std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> m_context;
};

} // namespace

QByteArray sha256(QByteArrayView message)
{
    thread_local const Digest digest("SHA256");
    return digest.of(message);
}

QByteArray sha256Hex(QByteArrayView message) { return hex(sha256(message)); }

QByteArray sha1(QByteArrayView message)
{
    thread_local const Digest digest("SHA1");
    return digest.of(message);
}

QByteArray md5(QByteArrayView message)
{
    thread_local const Digest digest("MD5");
    return digest.of(message);
}

QByteArray hex(QByteArrayView bytes)
{
    constexpr char digits[] = "0123456789abcdef";
    QByteArray text(bytes.size() * 2, Qt::Uninitialized);
    char *out = text.data();
    for (const char byte : bytes) {
        const auto value = static_cast<unsigned char>(byte);
        *out++ = digits[value >> 4];
        *out++ = digits[value & 0xf];
    }
    return text;
}

bool constantTimeEquals(QByteArrayView a, QByteArrayView b)
{
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), static_cast<size_t>(a.size())) == 0;
}

} // namespace sm::crypto

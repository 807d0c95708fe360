// SPDX-License-Identifier: GPL-3.0-or-later
#include "ed25519.h"

#include "random.h"

#include <openssl/evp.h>

namespace sm::crypto {

namespace {

using Context = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;

const unsigned char *bytesOf(QByteArrayView view) { return reinterpret_cast<const unsigned char *>(view.data()); }

Context newContext()
{
    Context context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
    if (!context)
        qFatal("OpenSSL has no memory for a signature");
    return context;
}

} // namespace

class Ed25519::Key
{
public:
    Key(EVP_PKEY *key)
        : m_key(key, &EVP_PKEY_free)
    {
    }
    EVP_PKEY *get() const { return m_key.get(); }

private:
    std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> m_key;
};

Ed25519::Ed25519(const Secret &seed)
    : m_key(std::make_shared<const Key>(EVP_PKEY_new_raw_private_key(
          EVP_PKEY_ED25519, nullptr, bytesOf(seed.reveal()), static_cast<size_t>(seed.reveal().size()))))
{
    if (!m_key->get())
        qFatal("OpenSSL offers no Ed25519, or its seed has not 32 bytes");
}

Ed25519 Ed25519::generate(Secret *seed)
{
    const Secret made(QByteArrayView(randomBytes(SeedBytes)));
    if (seed)
        *seed = made;
    return Ed25519(made);
}

QByteArray Ed25519::publicKey() const
{
    QByteArray bytes(PublicKeyBytes, Qt::Uninitialized);
    auto size = static_cast<size_t>(bytes.size());
    if (EVP_PKEY_get_raw_public_key(m_key->get(), reinterpret_cast<unsigned char *>(bytes.data()), &size) != 1)
        qFatal("OpenSSL could not tell a public key");
    return bytes;
}

QByteArray Ed25519::sign(QByteArrayView message) const
{
    const Context context = newContext();
    QByteArray signature(SignatureBytes, Qt::Uninitialized);
    auto size = static_cast<size_t>(signature.size());
    const bool done = EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, m_key->get()) == 1
        && EVP_DigestSign(context.get(), reinterpret_cast<unsigned char *>(signature.data()), &size, bytesOf(message),
               static_cast<size_t>(message.size()))
            == 1;
    if (!done)
        qFatal("OpenSSL could not sign");
    return signature;
}

bool Ed25519::verify(QByteArrayView publicKey, QByteArrayView message, QByteArrayView signature)
{
    if (publicKey.size() != PublicKeyBytes || signature.size() != SignatureBytes)
        return false;
    const Key key(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, bytesOf(publicKey), PublicKeyBytes));
    const Context context = newContext();
    return key.get() && EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1
        && EVP_DigestVerify(
               context.get(), bytesOf(signature), SignatureBytes, bytesOf(message), static_cast<size_t>(message.size()))
        == 1;
}

} // namespace sm::crypto

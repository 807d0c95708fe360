// SPDX-License-Identifier: GPL-3.0-or-later
#include "seal.h"

#include "random.h"

#include <QCoreApplication>

#include <openssl/evp.h>

#include <limits>
#include <memory>

namespace sm::crypto {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype NonceBytes = 12;
constexpr qsizetype TagBytes = 16;

using Context = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;

const unsigned char *bytesOf(QByteArrayView view) { return reinterpret_cast<const unsigned char *>(view.data()); }
unsigned char *bytesOf(QByteArray &array) { return reinterpret_cast<unsigned char *>(array.data()); }
int length(QByteArrayView view) { return static_cast<int>(view.size()); }

Error broken()
{
    return Error(Error::Kind::Storage,
        QCoreApplication::translate("sm::crypto::Seal",
            "What was sealed can not be opened: it was changed, or the key is another one. Look for the key file that "
            "belongs to it in a backup."))
        .withCode(u"SealBroken"_s);
}

} // namespace

Seal::Seal(Secret key)
    : m_key(std::move(key))
{
    if (m_key.reveal().size() != KeyBytes)
        qFatal("a key for AES-256 has 32 bytes");
}

QByteArray Seal::sealed(QByteArrayView plain, QByteArrayView identity) const
{
    Q_ASSERT(plain.size() <= std::numeric_limits<int>::max());
    const QByteArray nonce = randomBytes(NonceBytes);
    QByteArray cipher(plain.size(), Qt::Uninitialized);
    QByteArray tag(TagBytes, Qt::Uninitialized);
    const Context context(EVP_CIPHER_CTX_new(), &EVP_CIPHER_CTX_free);
    int written = 0;
    const bool done = context
        && EVP_EncryptInit_ex2(context.get(), EVP_aes_256_gcm(), bytesOf(m_key.reveal()), bytesOf(nonce), nullptr) == 1
        && EVP_EncryptUpdate(context.get(), nullptr, &written, bytesOf(identity), length(identity)) == 1
        && EVP_EncryptUpdate(context.get(), bytesOf(cipher), &written, bytesOf(plain), length(plain)) == 1
        && EVP_EncryptFinal_ex(context.get(), bytesOf(tag), &written) == 1
        && EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_GET_TAG, TagBytes, tag.data()) == 1;
    if (!done)
        qFatal("OpenSSL could not encrypt");
    return nonce + cipher + tag;
}

Result<QByteArray> Seal::opened(QByteArrayView sealed, QByteArrayView identity) const
{
    if (sealed.size() < OverheadBytes || sealed.size() > std::numeric_limits<int>::max())
        return broken();
    const QByteArrayView nonce = sealed.first(NonceBytes);
    const QByteArrayView cipher = sealed.sliced(NonceBytes, sealed.size() - OverheadBytes);
    QByteArray tag = sealed.last(TagBytes).toByteArray();
    QByteArray plain(cipher.size(), Qt::Uninitialized);
    QByteArray rest(TagBytes, Qt::Uninitialized);
    const Context context(EVP_CIPHER_CTX_new(), &EVP_CIPHER_CTX_free);
    int written = 0;
    const bool done = context
        && EVP_DecryptInit_ex2(context.get(), EVP_aes_256_gcm(), bytesOf(m_key.reveal()), bytesOf(nonce), nullptr) == 1
        && EVP_DecryptUpdate(context.get(), nullptr, &written, bytesOf(identity), length(identity)) == 1
        && EVP_DecryptUpdate(context.get(), bytesOf(plain), &written, bytesOf(cipher), length(cipher)) == 1
        && EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_SET_TAG, TagBytes, tag.data()) == 1
        && EVP_DecryptFinal_ex(context.get(), bytesOf(rest), &written) == 1;
    if (!done)
        return broken();
    return plain;
}

} // namespace sm::crypto

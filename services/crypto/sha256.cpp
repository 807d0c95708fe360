// SPDX-License-Identifier: GPL-3.0-or-later
#include "sha256.h"

#include <openssl/evp.h>

namespace sm::crypto {

class Sha256::Context
{
public:
    Context()
        : m_context(EVP_MD_CTX_new(), &EVP_MD_CTX_free)
    {
        if (!m_context)
            qFatal("OpenSSL has no memory for a digest");
        begin();
    }
    void begin() { require(EVP_DigestInit_ex2(m_context.get(), EVP_sha256(), nullptr)); }
    void add(QByteArrayView piece)
    {
        require(EVP_DigestUpdate(m_context.get(), piece.data(), static_cast<size_t>(piece.size())));
    }
    QByteArray finish()
    {
        QByteArray result(32, Qt::Uninitialized);
        require(EVP_DigestFinal_ex(m_context.get(), reinterpret_cast<unsigned char *>(result.data()), nullptr));
        begin();
        return result;
    }

private:
    static void require(int done)
    {
        if (done != 1)
            qFatal("OpenSSL could not compute a digest");
    }
    std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> m_context;
};

Sha256::Sha256()
    : m_context(std::make_unique<Context>())
{
}
Sha256::~Sha256() = default;
void Sha256::add(QByteArrayView piece) { m_context->add(piece); }
QByteArray Sha256::finish() { return m_context->finish(); }

} // namespace sm::crypto

// SPDX-License-Identifier: GPL-3.0-or-later
#include "fingerprint.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include <array>

namespace sm::crypto {

namespace {

constexpr std::array<unsigned char, 16> Key{
    'n', 'o', ' ', 's', 'e', 'c', 'r', 'e', 't', ' ', 'a', 't', ' ', 'a', 'l', 'l'};

void require(bool done)
{
    if (!done)
        qFatal("OpenSSL could not compute a fingerprint");
}

} // namespace

class Fingerprint::Context
{
public:
    Context()
        : m_mac(EVP_MAC_fetch(nullptr, "GMAC", nullptr), &EVP_MAC_free)
        , m_context(EVP_MAC_CTX_new(m_mac.get()), &EVP_MAC_CTX_free)
    {
        require(m_mac && m_context);
        begin();
    }
    void add(QByteArrayView piece)
    {
        require(EVP_MAC_update(m_context.get(), reinterpret_cast<const unsigned char *>(piece.data()),
                    static_cast<size_t>(piece.size()))
            == 1);
    }
    QByteArray finish()
    {
        QByteArray result(16, Qt::Uninitialized);
        size_t size = 0;
        require(EVP_MAC_final(m_context.get(), reinterpret_cast<unsigned char *>(result.data()), &size,
                    static_cast<size_t>(result.size()))
            == 1);
        begin();
        return result;
    }

private:
    void begin()
    {
        std::array<char, 12> cipher{"AES-128-GCM"};
        std::array<unsigned char, 12> start{};
        const std::array<OSSL_PARAM, 3> choices{
            OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_CIPHER, cipher.data(), 0),
            OSSL_PARAM_construct_octet_string(OSSL_MAC_PARAM_IV, start.data(), start.size()),
            OSSL_PARAM_construct_end()};
        require(EVP_MAC_init(m_context.get(), Key.data(), Key.size(), choices.data()) == 1);
    }

    std::unique_ptr<EVP_MAC, decltype(&EVP_MAC_free)> m_mac;
    std::unique_ptr<EVP_MAC_CTX, decltype(&EVP_MAC_CTX_free)> m_context;
};

Fingerprint::Fingerprint()
    : m_context(std::make_unique<Context>())
{
}
Fingerprint::~Fingerprint() = default;
void Fingerprint::add(QByteArrayView piece) { m_context->add(piece); }
QByteArray Fingerprint::finish() { return m_context->finish(); }

} // namespace sm::crypto

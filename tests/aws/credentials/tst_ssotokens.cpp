// SPDX-License-Identifier: GPL-3.0-or-later
#include <aws/ssotokens.h>
#include <support/await.h>
#include <support/instantsleeper.h>
#include <support/scriptedtransport.h>

#include <QTest>

using namespace sm;
using namespace sm::aws;
using namespace sm::test;
using namespace Qt::Literals::StringLiterals;

namespace {

const SsoSession corp{u"corp"_s, u"https://corp.awsapps.com/start"_s, u"eu-west-1"_s, {}};

} // namespace

class TestSsoTokens : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_transport = std::make_unique<ScriptedTransport>(m_clock);
        m_parts.reset(new CredentialParts{m_models, m_endpoints, *m_transport, m_sleeper, m_clock, {}});
        m_tokens = std::make_unique<SsoTokens>(*m_parts, AwsEnvironment());
    }

    void token_withoutHome_asksToSignIn()
    {
        QVERIFY(m_tokens->cacheFile(corp).isEmpty());
        QCOMPARE(token().error().code(), u"SsoSignIn"_s);
    }

    void token_goodForLong_isGivenEachTime()
    {
        rememberFor(3600);

        QCOMPARE(token()->accessToken, Secret(u"old"_s));
        QCOMPARE(token()->accessToken, Secret(u"old"_s));
        QVERIFY(m_transport->requests().isEmpty());
    }

    void token_expired_isRenewed()
    {
        rememberFor(-1);
        m_transport->reply(200, R"({"accessToken":"new","expiresIn":28800})");

        QCOMPARE(token()->accessToken, Secret(u"new"_s));
        QCOMPARE(token()->accessToken, Secret(u"new"_s));
        QCOMPARE(m_transport->requests().size(), 1);
    }

    void token_renewalRefused_servesWhileTheOldOneLasts()
    {
        rememberFor(60);
        m_transport->reply(400, R"({"__type":"InvalidGrantException"})");

        QCOMPARE(token()->accessToken, Secret(u"old"_s));
    }

    void token_expiredAndRefused_asksToSignIn()
    {
        rememberFor(-1);
        m_transport->reply(400, R"({"__type":"InvalidGrantException"})");

        QCOMPARE(token().error().code(), u"SsoSignIn"_s);
    }

    void token_expiredAndNoConnection_saysSo()
    {
        rememberFor(-1);
        for (int attempt = 0; attempt < 3; ++attempt)
            m_transport->fail(Error(Error::Kind::Network, u"No way there."_s).withCode(u"Connect"_s));

        QCOMPARE(token().error().kind(), Error::Kind::Network);
    }

    void token_expiredAndCancelled_isCancelled()
    {
        rememberFor(-1);
        m_transport->hang();
        CancelSource source;
        source.cancel();

        QCOMPARE(token(source.token()).error().kind(), Error::Kind::Cancelled);
    }

private:
    void rememberFor(qint64 seconds)
    {
        SsoToken old;
        old.accessToken = Secret(u"old"_s);
        old.expiresAt = m_clock.nowUtc().addSecs(seconds);
        old.refreshToken = Secret(u"refresh"_s);
        old.clientId = u"client"_s;
        old.clientSecret = Secret(u"hush"_s);
        old.registrationExpiresAt = m_clock.nowUtc().addDays(30);
        m_tokens->remember(corp, old);
    }
    Result<SsoToken> token(const CancelToken &cancel = {})
    {
        return await(m_tokens->token(corp, CallerSettings(), cancel))
            .value_or(Error(Error::Kind::Internal, u"no answer"_s));
    }

    Models m_models;
    Endpoints m_endpoints;
    MockClock m_clock;
    InstantSleeper m_sleeper{m_clock};
    std::unique_ptr<ScriptedTransport> m_transport;
    std::unique_ptr<CredentialParts> m_parts;
    std::unique_ptr<SsoTokens> m_tokens;
};

QTEST_GUILESS_MAIN(TestSsoTokens)
#include "tst_ssotokens.moc"

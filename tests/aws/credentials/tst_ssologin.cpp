// SPDX-License-Identifier: GPL-3.0-or-later
#include "pkce.h"

#include <aws/ssologin.h>
#include <support/await.h>
#include <support/instantsleeper.h>
#include <support/scriptedtransport.h>

#include <QTcpSocket>
#include <QTest>
#include <QTimer>
#include <QUrlQuery>

using namespace sm;
using namespace sm::aws;
using namespace sm::test;
using namespace Qt::Literals::StringLiterals;

namespace {

const SsoSession corp{u"corp"_s, u"https://corp.awsapps.com/start"_s, u"eu-west-1"_s, {}};

constexpr const char *registered = R"({"clientId":"client","clientSecret":"hush","clientSecretExpiresAt":1893456000})";
constexpr const char *signedIn = R"({"accessToken":"access","expiresIn":28800,"refreshToken":"refresh"})";
constexpr const char *authorization
    = R"({"deviceCode":"device","userCode":"ABCD-EFGH","verificationUri":"https://corp/device","expiresIn":600,"interval":5})";

QByteArray refusal(const QByteArray &code) { return R"({"__type":")" + code + R"(","error":"x"})"; }

/// What a browser does with the address that it is sent back to.
void visit(const QUrl &page, const QString &state, const QString &more)
{
    const QUrl back(QUrlQuery(page).queryItemValue(u"redirect_uri"_s, QUrl::FullyDecoded));
    auto *socket = new QTcpSocket(qApp);
    QObject::connect(socket, &QTcpSocket::connected, socket, [socket, back, state, more] {
        const QString line = u"GET %1?state=%2&%3 HTTP/1.1\r\nHost: x\r\n\r\n"_s.arg(back.path(), state, more);
        socket->write(line.toUtf8());
    });
    QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    socket->connectToHost(back.host(), static_cast<quint16>(back.port()));
}

QString stateOf(const QUrl &page) { return QUrlQuery(page).queryItemValue(u"state"_s, QUrl::FullyDecoded); }

QJsonObject bodyOf(const net::HttpRequest &request) { return QJsonDocument::fromJson(request.body).object(); }

} // namespace

class TestSsoLogin : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void pkce_matchesTheSpecification();
    void withBrowser_signsIn();
    void withBrowser_wrongState_isWaitedPast();
    void withBrowser_refused_isDenied();
    void withBrowser_cancelled_ends();
    void withDeviceCode_pollsSlower();
    void withDeviceCode_neverTyped_ends();

private:
    Models m_models;
    Endpoints m_endpoints;
    MockClock m_clock;
    std::unique_ptr<InstantSleeper> m_sleeper;
    std::unique_ptr<ScriptedTransport> m_transport;
    std::unique_ptr<CredentialParts> m_parts;
    std::unique_ptr<SsoTokens> m_tokens;
    std::unique_ptr<SsoLogin> m_login;
};

void TestSsoLogin::init()
{
    m_sleeper = std::make_unique<InstantSleeper>(m_clock);
    m_transport = std::make_unique<ScriptedTransport>(m_clock);
    m_parts.reset(new CredentialParts{m_models, m_endpoints, *m_transport, *m_sleeper, m_clock, {}});
    m_tokens = std::make_unique<SsoTokens>(*m_parts, AwsEnvironment());
    m_login = std::make_unique<SsoLogin>(*m_parts, CallerSettings(), *m_tokens);
}

void TestSsoLogin::pkce_matchesTheSpecification()
{
    // RFC 7636, appendix B
    QCOMPARE(Pkce::of("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk").challenge,
        QByteArray("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"));
    QVERIFY(Pkce::make().verifier != Pkce::make().verifier);
}

void TestSsoLogin::withBrowser_signsIn()
{
    m_transport->reply(200, registered);
    m_transport->reply(200, signedIn);
    QUrl page;
    const auto open = [&page](const QUrl &url) {
        page = url;
        visit(url, stateOf(url), u"code=the-code"_s);
        return true;
    };

    const auto token = await(m_login->withBrowser(corp, open, {}));

    QVERIFY2(token && *token, qPrintable(token && !*token ? token->error().message() : QString()));
    QCOMPARE((*token)->accessToken, Secret(u"access"_s));
    QCOMPARE(page.host(), u"oidc.eu-west-1.amazonaws.com"_s);
    QCOMPARE(m_transport->requests().size(), 2);
    const QJsonObject grant = bodyOf(m_transport->requests().at(1));
    QCOMPARE(grant.value(u"code"_s).toString(), u"the-code"_s);
    QCOMPARE(QString::fromLatin1(Pkce::of(grant.value(u"codeVerifier"_s).toString().toLatin1()).challenge),
        QUrlQuery(page).queryItemValue(u"code_challenge"_s));
    QCOMPARE((*await(m_tokens->token(corp, {}, {})))->accessToken, Secret(u"access"_s));
}

void TestSsoLogin::withBrowser_wrongState_isWaitedPast()
{
    m_transport->reply(200, registered);
    m_transport->reply(200, signedIn);
    const auto open = [](const QUrl &url) {
        visit(url, u"forged"_s, u"code=stolen"_s);
        QTimer::singleShot(20, qApp, [url] { visit(url, stateOf(url), u"code=the-code"_s); });
        return true;
    };

    const auto token = await(m_login->withBrowser(corp, open, {}));

    QVERIFY(token && *token);
    QCOMPARE(bodyOf(m_transport->requests().at(1)).value(u"code"_s).toString(), u"the-code"_s);
}

void TestSsoLogin::withBrowser_refused_isDenied()
{
    m_transport->reply(200, registered);
    const auto open = [](const QUrl &url) {
        visit(url, stateOf(url), u"error=access_denied"_s);
        return true;
    };

    const auto token = await(m_login->withBrowser(corp, open, {}));

    QCOMPARE(token->error().kind(), Error::Kind::Denied);
    QCOMPARE(token->error().code(), u"access_denied"_s);
}

void TestSsoLogin::withBrowser_cancelled_ends()
{
    m_transport->reply(200, registered);
    CancelSource source;
    const auto open = [&source](const QUrl &) {
        source.cancel();
        return true;
    };

    const auto token = await(m_login->withBrowser(corp, open, source.token()));

    QVERIFY(token);
    QCOMPARE(token->error().kind(), Error::Kind::Cancelled);
}

void TestSsoLogin::withDeviceCode_pollsSlower()
{
    m_transport->reply(200, registered);
    m_transport->reply(200, authorization);
    m_transport->reply(400, refusal("AuthorizationPendingException"));
    m_transport->reply(400, refusal("SlowDownException"));
    m_transport->reply(200, signedIn);
    DeviceCode shown;

    const auto token = await(m_login->withDeviceCode(corp, [&shown](const DeviceCode &code) { shown = code; }, {}));

    QVERIFY2(token && *token, qPrintable(token && !*token ? token->error().message() : QString()));
    QCOMPARE(shown.userCode, u"ABCD-EFGH"_s);
    using std::chrono::milliseconds;
    QCOMPARE(
        m_sleeper->durations(), (QList<milliseconds>{milliseconds(5000), milliseconds(5000), milliseconds(10000)}));
}

void TestSsoLogin::withDeviceCode_neverTyped_ends()
{
    m_transport->reply(200, registered);
    m_transport->reply(200, authorization);
    for (int poll = 0; poll < 200; ++poll)
        m_transport->reply(400, refusal("AuthorizationPendingException"));

    const auto token = await(m_login->withDeviceCode(corp, [](const DeviceCode &) { }, {}));

    QCOMPARE(token->error().code(), u"DeviceCodeExpired"_s);
    QCOMPARE(m_sleeper->durations().size(), 120);
}

QTEST_GUILESS_MAIN(TestSsoLogin)
#include "tst_ssologin.moc"

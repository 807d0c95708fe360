// SPDX-License-Identifier: GPL-3.0-or-later
#include "browser.h"
#include "program.h"

#include <dialogs/mfadialog.h>
#include <dialogs/signindialog.h>

#include <QLineEdit>

using namespace sm;
using namespace sm::test;

/// One-time codes and SSO, from the notice to the page, against scripted STS, SSO and SSO OIDC.
class TestSigningIn : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<AwsDouble> m_aws;
    std::unique_ptr<Home> m_home;

    void writeSso() const
    {
        const QByteArray endpoint = m_aws->endpoint().toUtf8();
        m_home->write(u"config"_s,
            "[sso-session corp]\nsso_start_url = " + endpoint
                + "/start\nsso_region = eu-west-1\n"
                  "[profile ops]\nsso_session = corp\nsso_account_id = 123456789012\nsso_role_name = demo-role\n"
                  "region = eu-west-1\nendpoint_url = "
                + endpoint + "\n");
    }
    void writeMfa() const
    {
        m_home->write(u"config"_s,
            "[profile base]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = secret\n"
            "[profile ops]\nsource_profile = base\nrole_arn = arn:aws:iam::123456789012:role/demo-role\n"
            "mfa_serial = arn:aws:iam::123456789012:mfa/ada\nregion = eu-west-1\nendpoint_url = "
                + m_aws->endpoint().toUtf8() + "\n");
    }
    void answerGetSessionToken(const QString &code) const
    {
        const QJsonObject refusal{{u"code"_s, u"AccessDenied"_s},
            {u"message"_s, u"MultiFactorAuthentication failed with invalid MFA one time pass code."_s},
            {u"status"_s, 403}};
        const QString xml = u"<GetSessionTokenResponse><GetSessionTokenResult><Credentials>"
                            "<AccessKeyId>ASIAIOSFODNN7EXAMPLE</AccessKeyId><SecretAccessKey>session</SecretAccessKey>"
                            "<SessionToken>token</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration>"
                            "</Credentials></GetSessionTokenResult></GetSessionTokenResponse>"_s;
        const QString operation = u"GetSessionToken"_s;
        m_aws->addRule({{u"match"_s, QJsonObject{{u"operation"_s, operation}, {u"body"_s, u"TokenCode="_s + code}}},
            {u"answer"_s, QJsonObject{{u"reply"_s, QJsonObject{{u"text"_s, xml}}}}}});
        m_aws->addRule({{u"match"_s, QJsonObject{{u"operation"_s, operation}}},
            {u"answer"_s, QJsonObject{{u"error"_s, refusal}}}});
        m_aws->addKey(u"ASIAIOSFODNN7EXAMPLE"_s, u"session"_s, u"token"_s);
    }
    qsizetype count(const QString &operation) const
    {
        const QJsonArray requests = m_aws->requests();
        return std::count_if(requests.begin(), requests.end(), [&operation](const QJsonValue &each) {
            return each.toObject().value(u"operation"_s).toString() == operation;
        });
    }
    static dialogs::MfaDialog *mfaDialog(const Program &program)
    {
        return program.window().findChild<dialogs::MfaDialog *>();
    }
    static void type(dialogs::MfaDialog *dialog, const QString &code)
    {
        QTest::keyClicks(dialog->findChild<QLineEdit *>(), code);
        QTest::keyClick(dialog->findChild<QLineEdit *>(), Qt::Key_Return);
    }

private Q_SLOTS:
    void init()
    {
        if (const QString why = AwsDouble::whyUnavailable(); !why.isEmpty())
            QSKIP(qPrintable(why));
        m_aws = std::make_unique<AwsDouble>();
        QVERIFY2(m_aws->failure().isEmpty(), qPrintable(m_aws->failure()));
        m_aws->addKey(u"AKIAIOSFODNN7EXAMPLE"_s, u"secret"_s);
        answerWithoutPools(*m_aws);
        m_home = std::make_unique<Home>();
    }

    void mfa_isAskedOnceForAllThatWait()
    {
        writeMfa();
        answerGetSessionToken(u"123456"_s);
        const Program program(*m_home, {u"--profile"_s, u"ops"_s});

        QTRY_VERIFY(mfaDialog(program));
        QCOMPARE(program.window().findChildren<dialogs::MfaDialog *>().size(), 1);
        type(mfaDialog(program), u"123456"_s);

        QTRY_VERIFY(program.identity().contains(u"123456789012"_s));
        QTRY_COMPARE(count(u"ListUserPools"_s), 1);
        QCOMPARE(count(u"GetSessionToken"_s), 1);
        QVERIFY(!mfaDialog(program));
        QCOMPARE(program.notices(), QStringList());
    }

    void mfa_givenUp_canBeTriedAgain()
    {
        writeMfa();
        answerGetSessionToken(u"123456"_s);
        const Program program(*m_home, {u"--profile"_s, u"ops"_s});
        QTRY_VERIFY(mfaDialog(program));

        mfaDialog(program)->reject();
        QTRY_VERIFY(program.button(u"Try again"_s));
        QCOMPARE(program.notices().size(), 1);
        QVERIFY(program.identity().startsWith(u"Not signed in"_s));
        QTRY_VERIFY(!mfaDialog(program));
        program.button(u"Try again"_s)->click();
        QTRY_VERIFY(mfaDialog(program));
        type(mfaDialog(program), u"123456"_s);
        QTRY_VERIFY(program.identity().contains(u"123456789012"_s));
        QCOMPARE(program.notices(), QStringList());
    }

    void signedOut_pageThatReadsAgain_bringsTheIdentity()
    {
        writeMfa();
        answerGetSessionToken(u"123456"_s);
        const Program program(*m_home, {u"--profile"_s, u"ops"_s});
        QTRY_VERIFY(mfaDialog(program));
        mfaDialog(program)->reject();
        QTRY_VERIFY(program.button(u"Try again"_s) && !mfaDialog(program));

        program.trigger(u"Reload users"_s);
        QTRY_VERIFY(mfaDialog(program));
        type(mfaDialog(program), u"123456"_s);

        QTRY_VERIFY(program.identity().contains(u"123456789012"_s));
        QCOMPARE(program.notices(), QStringList());
    }

    void mfa_wrongCode_isSaid()
    {
        writeMfa();
        answerGetSessionToken(u"123456"_s);
        const Program program(*m_home, {u"--profile"_s, u"ops"_s});
        QTRY_VERIFY(mfaDialog(program));

        type(mfaDialog(program), u"654321"_s);

        QTRY_VERIFY(program.notice().contains(u"MultiFactorAuthentication failed"_s));
        QCOMPARE(program.notices().size(), 1);
        QTRY_VERIFY(program.button(u"Try again"_s));
    }

    void mfa_systemLeft_withdrawsTheQuestion()
    {
        writeMfa();
        const Program program(*m_home, {u"--profile"_s, u"ops"_s});
        QTRY_VERIFY(mfaDialog(program));

        Q_EMIT program.window().topBar().systemChosen({u"profile:base"_s});

        QTRY_VERIFY(!mfaDialog(program));
    }

    void sso_browser_signsIn()
    {
        writeSso();
        Browser browser;
        const Program program(*m_home, {u"--profile"_s, u"ops"_s});
        QTRY_VERIFY(program.button(u"Sign in…"_s));
        QVERIFY(program.notice().contains(u"aws sso login --sso-session corp"_s));
        QCOMPARE(program.notices().size(), 1);

        program.button(u"Sign in…"_s)->click();
        QVERIFY(browser.pages.isEmpty()); // not before somebody has said how
        program.button(u"Open browser"_s)->click();

        QTRY_VERIFY(program.identity().contains(u"123456789012"_s));
        QTRY_COMPARE(count(u"ListUserPools"_s), 1);
        QVERIFY(program.identity().contains(u"session ends in"_s));
        QCOMPARE(browser.pages.size(), 1);
        QTRY_VERIFY(!program.window().findChild<dialogs::SignInDialog *>());
        QCOMPARE(program.notices(), QStringList());
    }

    void sso_wrongState_isWaitedPast()
    {
        writeSso();
        Browser browser;
        browser.visitsAtOnce = false;
        const Program program(*m_home, {u"--profile"_s, u"ops"_s});
        QTRY_VERIFY(program.button(u"Sign in…"_s));
        program.button(u"Sign in…"_s)->click();
        program.button(u"Open browser"_s)->click();
        QTRY_COMPARE(browser.pages.size(), 1);

        browser.comeBackWithWrongState(browser.pages.first());
        QTRY_COMPARE(browser.answers, QList<int>{400});
        QTRY_VERIFY(program.button(u"Open again"_s)); // still waiting
        browser.visit(browser.pages.first());

        QTRY_VERIFY(program.identity().contains(u"123456789012"_s));
    }

    void sso_deviceCode_slowDown_signsIn()
    {
        writeSso();
        m_aws->changeSettings({{u"slowDownPolls"_s, 1}});
        Browser browser;
        const Program program(*m_home, {u"--profile"_s, u"ops"_s});
        QTRY_VERIFY(program.button(u"Sign in…"_s));
        program.button(u"Sign in…"_s)->click();
        program.button(u"Use a device code instead"_s)->click();
        QTRY_VERIFY(program.button(u"Open page"_s));
        QVERIFY(program.notice().contains(u"Type the code only at 127.0.0.1"_s));

        QTRY_VERIFY_WITH_TIMEOUT(program.identity().contains(u"123456789012"_s), 15'000); // 1 s, then 6
        QVERIFY(browser.pages.isEmpty()); // it may be typed elsewhere
    }

    void sso_cancelled_leavesTheNotice()
    {
        writeSso();
        Browser browser;
        browser.visitsAtOnce = false;
        const Program program(*m_home, {u"--profile"_s, u"ops"_s});
        QTRY_VERIFY(program.button(u"Sign in…"_s));
        program.button(u"Sign in…"_s)->click();
        program.button(u"Open browser"_s)->click();
        QTRY_COMPARE(browser.pages.size(), 1);

        program.button(u"Cancel"_s)->click();
        QTRY_VERIFY(!program.window().findChild<dialogs::SignInDialog *>());
        browser.visit(browser.pages.first()); // nobody listens on that port any more

        QTRY_COMPARE(browser.answers.size(), 1);
        QCOMPARE(count(u"CreateToken"_s), 0);
        QTRY_VERIFY(program.button(u"Sign in…"_s));
        QVERIFY(program.identity().startsWith(u"Not signed in"_s));
    }

    void sso_refused_isSaidInTheDialog()
    {
        writeSso();
        m_aws->addRule({{u"match"_s, QJsonObject{{u"path"_s, u"/client/register"_s}}}, {u"times"_s, 1},
            {u"answer"_s,
                QJsonObject{{u"error"_s,
                    QJsonObject{{u"code"_s, u"InvalidClientException"_s}, {u"message"_s, u"Not this one."_s},
                        {u"status"_s, 401}}}}}});
        Browser browser;
        const Program program(*m_home, {u"--profile"_s, u"ops"_s});
        QTRY_VERIFY(program.button(u"Sign in…"_s));
        program.button(u"Sign in…"_s)->click();
        program.button(u"Open browser"_s)->click();
        QTRY_VERIFY(program.notice().contains(u"Not this one."_s));

        program.button(u"Open browser"_s)->click();

        QTRY_VERIFY(program.identity().contains(u"123456789012"_s));
    }
};

QTEST_MAIN(TestSigningIn)
#include "tst_signingin.moc"

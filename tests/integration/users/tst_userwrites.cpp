// SPDX-License-Identifier: GPL-3.0-or-later
// Every change of the Users page, from its plan through Runner, journal and caller to moto, which checks signatures.
#include "account.h"

#include <QTest>

using namespace sm;
using namespace sm::test;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString Password = u"Perch-7f/Q+w#9 Heron"_s;

QString messageOf(const Result<operations::RunReport> &report)
{
    if (!report)
        return report.error().message();
    for (const operations::StepEvent &step : report->steps) {
        if (step.error)
            return step.error->message();
    }
    return {};
}

NewUser newUser(const QString &name)
{
    NewUser user;
    user.name.value = name;
    user.attributes = {{u"email"_s, name}, {u"name"_s, u"Test Person"_s}};
    user.sendInvitation = false;
    return user;
}

} // namespace

#define RUN(plan)                                                                                                      \
    do {                                                                                                               \
        const auto report = m_account->run(plan);                                                                      \
        QVERIFY2(report && report->succeeded(), qPrintable(messageOf(report)));                                        \
    } while (false)

class TestUserWrites : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void create_temporaryPassword_hasToBeChanged();
    void create_permanentPassword_isConfirmed();
    void create_byInvitation_isInvited();
    void create_existingName_failsAndIsJournalled();
    void setPassword_permanent_signsIn();
    void setPassword_temporary_hasToBeChanged();
    void resetPassword_ofConfirmed_isRequired();
    void resetPassword_ofInvited_isLeftOut();
    void resendInvitation_ofInvited_movesDate();
    void disableAndEnable_ofUser_flipsBoth();
    void disable_whatOthersChangedSince_isRefusedForThatUserAlone();
    void remove_ofWhomOthersPutIntoAGroup_isRefused();
    void groups_addAndRemove_areSeen();
    void editAttributes_changedAndCleared_areSeen();
    void signOut_ofUser_isDone();
    void remove_ofSeveral_areGone();
    void everyWrite_isInJournalAsDone();

private:
    User created(const QString &name);
    QJsonObject seen(const QString &name);
    QString challengeOf(const QString &name, const QString &password);

    std::unique_ptr<MotoServer> m_moto;
    std::unique_ptr<Account> m_account;
    QString m_client;
};

void TestUserWrites::initTestCase()
{
    if (const QString why = MotoServer::whyUnavailable(); !why.isEmpty())
        QSKIP(qPrintable(why));
    m_moto
        = std::make_unique<MotoServer>(MotoServer::Setup{.signatures = MotoServer::Signatures::Enforced, .users = 5});
    QVERIFY2(m_moto->failure().isEmpty(), qPrintable(m_moto->failure()));
    m_account = std::make_unique<Account>(*m_moto, m_moto->endpoint());
    QVERIFY2(m_account->failure().isEmpty(), qPrintable(m_account->failure()));
    const auto client = m_account->ask(u"CreateUserPoolClient"_s,
        {{u"ClientName"_s, u"witness"_s},
            {u"ExplicitAuthFlows"_s, QJsonArray{u"ALLOW_ADMIN_USER_PASSWORD_AUTH"_s, u"ALLOW_REFRESH_TOKEN_AUTH"_s}}});
    QVERIFY2(client, qPrintable(client ? QString() : client.error().message()));
    m_client = client->value(u"UserPoolClient"_s)[u"ClientId"_s].toString();
}

void TestUserWrites::init()
{
    if (!m_account)
        QSKIP("there is no account");
}

/// Confirmed, with a permanent password.
User TestUserWrites::created(const QString &name)
{
    NewUser user = newUser(name);
    user.password = Secret(Password);
    user.permanentPassword = true;
    const auto report = m_account->run(m_account->plans().create({user}));
    if (!report || !report->succeeded())
        qFatal("%s", qPrintable(messageOf(report)));
    return m_account->user(name).value_or(User());
}

QJsonObject TestUserWrites::seen(const QString &name)
{
    return m_account->ask(u"AdminGetUser"_s, {{u"Username"_s, name}}).value_or(QJsonObject());
}

/// What signing in with the password comes to: a challenge, "" for success, the code of a refusal.
QString TestUserWrites::challengeOf(const QString &name, const QString &password)
{
    const auto answer = m_account->ask(u"AdminInitiateAuth"_s,
        {{u"ClientId"_s, m_client}, {u"AuthFlow"_s, u"ADMIN_USER_PASSWORD_AUTH"_s},
            {u"AuthParameters"_s, QJsonObject{{u"USERNAME"_s, name}, {u"PASSWORD"_s, password}}}});
    return answer ? answer->value(u"ChallengeName"_s).toString() : answer.error().code();
}

void TestUserWrites::create_temporaryPassword_hasToBeChanged()
{
    NewUser user = newUser(u"temporary@example.com"_s);
    user.password = Secret(Password);
    user.groups = {u"Analysts"_s, u"Viewers"_s};

    RUN(m_account->plans().create({user}));

    QCOMPARE(seen(user.name.value)[u"UserStatus"_s].toString(), u"FORCE_CHANGE_PASSWORD"_s);
    QCOMPARE(challengeOf(user.name.value, Password), u"NEW_PASSWORD_REQUIRED"_s);
    const Result<User> read = m_account->user(user.name.value);
    QVERIFY(read);
    QCOMPARE(read->groups, user.groups);
    QCOMPARE(read->attribute(u"email_verified"_s), u"true"_s);
    QCOMPARE(read->attribute(u"name"_s), u"Test Person"_s);
}

void TestUserWrites::create_permanentPassword_isConfirmed()
{
    created(u"permanent@example.com"_s);

    QCOMPARE(seen(u"permanent@example.com"_s)[u"UserStatus"_s].toString(), u"CONFIRMED"_s);
    QCOMPARE(challengeOf(u"permanent@example.com"_s, Password), QString());
    QCOMPARE(challengeOf(u"permanent@example.com"_s, Password + u'x'), u"NotAuthorizedException"_s);
}

void TestUserWrites::create_byInvitation_isInvited()
{
    NewUser user = newUser(u"invited@example.com"_s);
    user.sendInvitation = true;

    RUN(m_account->plans().create({user}));

    QCOMPARE(seen(user.name.value)[u"UserStatus"_s].toString(), u"FORCE_CHANGE_PASSWORD"_s);
}

void TestUserWrites::create_existingName_failsAndIsJournalled()
{
    created(u"twice@example.com"_s);

    const auto report = m_account->run(m_account->plans().create({newUser(u"twice@example.com"_s)}));

    QVERIFY(report);
    QVERIFY(!report->succeeded());
    QCOMPARE(report->steps.first().error->code(), u"UsernameExistsException"_s);
    QCOMPARE(m_account->entries().first().state, StepState::Failed);
    QCOMPARE(m_account->entries().first().errorCode, u"UsernameExistsException"_s);
}

void TestUserWrites::setPassword_permanent_signsIn()
{
    const User user = created(u"pass@example.com"_s);
    const QString next = Password + u" 2"_s;

    RUN(m_account->plans().setPassword(user, Secret(next), true));

    QCOMPARE(challengeOf(user.name.value, next), QString());
    QCOMPARE(challengeOf(user.name.value, Password), u"NotAuthorizedException"_s);
}

void TestUserWrites::setPassword_temporary_hasToBeChanged()
{
    const User user = created(u"change@example.com"_s);
    const QString next = Password + u" 3"_s;

    RUN(m_account->plans().setPassword(user, Secret(next), false));

    QCOMPARE(challengeOf(user.name.value, next), u"NEW_PASSWORD_REQUIRED"_s);
}

void TestUserWrites::resetPassword_ofConfirmed_isRequired()
{
    const User user = created(u"reset@example.com"_s);

    RUN(m_account->plans().resetPassword({user}));

    QCOMPARE(seen(user.name.value)[u"UserStatus"_s].toString(), u"RESET_REQUIRED"_s);
}

void TestUserWrites::resetPassword_ofInvited_isLeftOut()
{
    NewUser user = newUser(u"reset.invited@example.com"_s);
    RUN(m_account->plans().create({user}));

    const auto plan = m_account->plans().resetPassword({*m_account->user(user.name.value)});

    QVERIFY(!plan);
    QCOMPARE(plan.error().kind(), Error::Kind::Invalid);
    QVERIFY2(plan.error().message().contains(u"invitation"_s), qPrintable(plan.error().message()));
}

void TestUserWrites::resendInvitation_ofInvited_movesDate()
{
    const NewUser user = newUser(u"resend@example.com"_s);
    RUN(m_account->plans().create({user}));
    const User before = *m_account->user(user.name.value);

    RUN(m_account->plans().resendInvitation({before}));

    const Result<User> after = m_account->user(user.name.value);
    QVERIFY(after);
    QVERIFY(after->modified > before.modified);
    QCOMPARE(after->attributes, before.attributes);
}

void TestUserWrites::disableAndEnable_ofUser_flipsBoth()
{
    const User user = created(u"off.and.on@example.com"_s);

    RUN(m_account->plans().disable({user}, true));
    QCOMPARE(seen(user.name.value)[u"Enabled"_s].toBool(true), false);

    RUN(m_account->plans().enable({*m_account->user(user.name.value)}));
    QCOMPARE(seen(user.name.value)[u"Enabled"_s].toBool(false), true);
}

void TestUserWrites::disable_whatOthersChangedSince_isRefusedForThatUserAlone()
{
    const QList<User> users{created(u"first.by.others@example.com"_s), created(u"left.alone@example.com"_s)};
    const auto shown = m_account->plans().disable(users, false);
    RUN(m_account->plans().disable({users.first()}, false));

    const auto report = m_account->run(shown);

    QVERIFY(report);
    QCOMPARE(report->steps.first().error->code(), u"PlanStale"_s);
    QCOMPARE(report->steps.first().error->changed(), Error::Changed::No);
    QCOMPARE(report->steps.last().state, StepState::Done);
}

void TestUserWrites::remove_ofWhomOthersPutIntoAGroup_isRefused()
{
    const User user = created(u"promoted@example.com"_s);
    const auto shown = m_account->plans().remove({user});
    RUN(m_account->plans().addToGroup({user}, {u"Admins"_s}));

    const auto report = m_account->run(shown);

    QVERIFY(report);
    QCOMPARE(report->steps.first().error->code(), u"PlanStale"_s);
    QVERIFY(m_account->user(user.name.value));
}

void TestUserWrites::groups_addAndRemove_areSeen()
{
    const QList<User> users{created(u"member.a@example.com"_s), created(u"member.b@example.com"_s)};

    RUN(m_account->plans().addToGroup(users, {u"Admins"_s}));
    for (const User &user : users)
        QCOMPARE(m_account->user(user.name.value)->groups, QStringList{u"Admins"_s});

    RUN(m_account->plans().removeFromGroup({*m_account->user(users.first().name.value)}, {u"Admins"_s}));
    QCOMPARE(m_account->user(users.first().name.value)->groups, QStringList());
    QCOMPARE(m_account->user(users.last().name.value)->groups, QStringList{u"Admins"_s});
}

void TestUserWrites::editAttributes_changedAndCleared_areSeen()
{
    const User user = created(u"edit@example.com"_s);
    QList<UserAttribute> wanted = user.attributes;
    wanted.removeIf([](const UserAttribute &each) { return each.name == "name"_L1; });
    wanted.append({u"custom:department"_s, u"Grid \"Ops\" – Süd"_s});

    RUN(m_account->plans().editAttributes(user, wanted));

    const Result<User> after = m_account->user(user.name.value);
    QVERIFY(after);
    QCOMPARE(after->attribute(u"custom:department"_s), u"Grid \"Ops\" – Süd"_s);
    QCOMPARE(after->attribute(u"name"_s), QString());
    QCOMPARE(after->attribute(u"sub"_s), user.attribute(u"sub"_s));
}

void TestUserWrites::signOut_ofUser_isDone()
{
    RUN(m_account->plans().signOut({created(u"signed.in@example.com"_s)}));

    QCOMPARE(m_account->entries().first().uses, u"aws:cognito-idp:AdminUserGlobalSignOut"_s);
}

void TestUserWrites::remove_ofSeveral_areGone()
{
    const QList<User> users{created(u"gone.a@example.com"_s), created(u"gone.b@example.com"_s)};

    RUN(m_account->plans().remove(users));

    for (const User &user : users) {
        const auto answer = m_account->ask(u"AdminGetUser"_s, {{u"Username"_s, user.name.value}});
        QVERIFY(!answer);
        QCOMPARE(answer.error().code(), u"UserNotFoundException"_s);
    }
}

void TestUserWrites::everyWrite_isInJournalAsDone()
{
    QSet<QString> done;
    for (const JournalEntry &entry : m_account->entries()) {
        QVERIFY(entry.outcomeAt.isValid() && entry.outcomeAt >= entry.intentAt);
        if (entry.state == StepState::Done)
            done.insert(entry.uses.section(u':', 2));
    }

    for (const char *operation : {"AdminCreateUser", "AdminSetUserPassword", "AdminResetUserPassword",
             "AdminDisableUser", "AdminEnableUser", "AdminAddUserToGroup", "AdminRemoveUserFromGroup",
             "AdminUpdateUserAttributes", "AdminDeleteUserAttributes", "AdminUserGlobalSignOut", "AdminDeleteUser"})
        QVERIFY2(done.contains(QLatin1String(operation)), operation);
}

QTEST_GUILESS_MAIN(TestUserWrites)
#include "tst_userwrites.moc"

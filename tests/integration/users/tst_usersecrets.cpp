// SPDX-License-Identifier: GPL-3.0-or-later
// Passwords that were sent to a service, and what it made of them, are in no byte of any file.
#include "account.h"

#include <support/awsdoubleserver.h>

#include <QDirIterator>
#include <QFile>
#include <QTest>
#include <QUrl>

using namespace sm;
using namespace sm::test;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString Temporary = u"Canary/1f+\"Temp\" Wörter#9"_s;
const QString Permanent = u"Canary/2g+'Perm' Wörter#8"_s;

/// How a secret may look in a file: as it is, in other encodings, escaped.
QList<QByteArray> formsOf(const QString &secret)
{
    const QByteArray utf8 = secret.toUtf8();
    const QByteArray json = QJsonDocument(QJsonArray{secret}).toJson(QJsonDocument::Compact);
    QList<QByteArray> forms{utf8, secret.toLatin1(), utf8.toHex(), utf8.toPercentEncoding(),
        QUrl::toPercentEncoding(secret), json.mid(2, json.size() - 4),
        QByteArray(reinterpret_cast<const char *>(secret.utf16()), secret.size() * 2)};
    // Wherever it stands in what is encoded: the letters at both ends depend on the neighbours.
    for (int lead = 0; lead < 3; ++lead)
        forms.append((QByteArray(lead, 'x') + utf8).toBase64().mid(4).chopped(4));
    return forms;
}

QString whereFound(const QString &folder, const QString &secret, int *searched)
{
    QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (!file.open(QIODevice::ReadOnly))
            return file.fileName() + u" can not be read"_s;
        const QByteArray content = file.readAll();
        ++*searched;
        for (const QByteArray &form : formsOf(secret)) {
            if (content.contains(form))
                return u"%1 holds %2"_s.arg(file.fileName(), QString::fromLatin1(form));
        }
    }
    return {};
}

QJsonObject refusalThatRepeats(const QString &secret)
{
    return {{u"match"_s, QJsonObject{{u"operation"_s, u"AdminSetUserPassword"_s}}}, {u"times"_s, 1},
        {u"answer"_s,
            QJsonObject{{u"error"_s,
                QJsonObject{{u"code"_s, u"InvalidPasswordException"_s}, {u"status"_s, 400},
                    {u"message"_s, u"Password %1 is in a list of leaked ones."_s.arg(secret)}}}}}};
}

} // namespace

class TestUserSecrets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void passwords_ofEveryWrite_areInNoFile();
};

void TestUserSecrets::passwords_ofEveryWrite_areInNoFile()
{
    if (const QString why = MotoServer::whyUnavailable(); !why.isEmpty())
        QSKIP(qPrintable(why));
    const MotoServer moto({.signatures = MotoServer::Signatures::Enforced, .users = 3});
    AwsDouble aws(moto.endpoint());
    QVERIFY2(aws.failure().isEmpty(), qPrintable(aws.failure()));
    Account account(moto, aws.endpoint());
    QVERIFY2(account.failure().isEmpty(), qPrintable(account.failure()));
    NewUser user;
    user.name.value = u"canary@example.com"_s;
    user.attributes = {{u"email"_s, user.name.value}};
    user.password = Secret(Temporary);
    user.sendInvitation = false;

    const auto created = account.run(account.plans().create({user}));
    QVERIFY2(created && created->succeeded(), qPrintable(created ? QString() : created.error().message()));
    const Result<User> read = account.user(user.name.value);
    QVERIFY(read);
    aws.addRule(refusalThatRepeats(Permanent));
    const auto refused = account.run(account.plans().setPassword(*read, Secret(Permanent), true));
    QVERIFY(refused && !refused->succeeded());
    const auto set = account.run(account.plans().setPassword(*read, Secret(Permanent), true));
    QVERIFY(set && set->succeeded());

    // The passwords did go out, so that there was something to be written down.
    const QString bodies = QString::fromUtf8(QJsonDocument(aws.requests()).toJson());
    QVERIFY(bodies.contains(u"AdminSetUserPassword"_s));
    QCOMPARE(account.entries().size(), 3);
    QCOMPARE(account.entries().at(1).state, StepState::Failed);
    int searched = 0;
    for (const QString &secret : {Temporary, Permanent})
        QCOMPARE(whereFound(account.folder(), secret, &searched), QString());
    QVERIFY2(searched >= 6, "journal, write-ahead log and shared index, each twice");
    account.closeJournal();
    for (const QString &secret : {Temporary, Permanent})
        QCOMPARE(whereFound(account.folder(), secret, &searched), QString());
}

QTEST_GUILESS_MAIN(TestUserSecrets)
#include "tst_usersecrets.moc"

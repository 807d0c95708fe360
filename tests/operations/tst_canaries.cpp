// SPDX-License-Identifier: GPL-3.0-or-later
// Plants secrets wherever a step can carry or echo them and searches every file that the journal wrote.
#include "fixtures.h"

#include <operations/runner.h>
#include <support/instantsleeper.h>

#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

using namespace sm;
using namespace Qt::Literals::StringLiterals;
using operations::Applied;
using test::await;

namespace {

const QStringList &canaries()
{
    static const QStringList all{u"Canary-0-Tr0ub4dor&3"_s, u"Canary-1-pä\"ss/wörd"_s,
        u"eyJhbGciOiJSUzI1NiJ9.Canary-2.c2lnbmF0dXJl"_s, u"wJalrXUtnFEMI/K7MDENG/bPxRfiCYCANARY3"_s};
    return all;
}

/// What a service might make of \p secret before it sends it back.
QStringList echoes(const QString &secret)
{
    const QByteArray bytes = secret.toUtf8();
    return {secret, u"prefix "_s + secret + u" suffix"_s,
        QString::fromUtf8(QJsonDocument(QJsonObject{{u"Password"_s, secret}}).toJson()),
        QString::fromLatin1(bytes.toPercentEncoding()), QString::fromLatin1(bytes.toBase64()),
        QString::fromLatin1(("user:" + bytes).toBase64()), QString::fromLatin1(("ab" + bytes + "cd").toBase64()),
        QString::fromLatin1(bytes.toHex()), secret.toHtmlEscaped()};
}

/// The bytes of a file that would betray \p secret: long enough parts of it, as text and encoded.
QList<QByteArray> tracesOf(const QString &secret)
{
    const QByteArray bytes = secret.toUtf8();
    QList<QByteArray> traces{bytes, bytes.mid(2, 12), bytes.toHex(), bytes.toPercentEncoding(),
        QJsonDocument(QJsonArray{secret}).toJson(QJsonDocument::Compact).mid(2, 12)};
    const QByteArray utf16(reinterpret_cast<const char *>(secret.utf16()), secret.size() * 2);
    traces << utf16 << bytes.toBase64().left(14);
    for (int offset = 1; offset < 3; ++offset)
        traces << (QByteArray(offset, 'x') + bytes).toBase64().mid(4, 12);
    return traces;
}

} // namespace

class TestCanaries : public QObject
{
    Q_OBJECT

private:
    static QStringList found(const QString &folder)
    {
        QStringList hits;
        QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (!file.open(QIODevice::ReadOnly))
                return {u"unreadable "_s + file.fileName()};
            const QByteArray bytes = file.readAll();
            for (const QString &canary : canaries()) {
                for (const QByteArray &trace : tracesOf(canary)) {
                    if (bytes.contains(trace))
                        hits << file.fileName() + u": "_s + QString::fromUtf8(trace);
                }
            }
        }
        return hits;
    }

private Q_SLOTS:
    void search_findsWhatIsThere()
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath(u"leak"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("x" + canaries().first().toUtf8().toBase64());
        file.close();

        QVERIFY(!found(folder.path()).isEmpty());
    }

    void run_withSecretsEverywhere_leavesNoneInAnyFile()
    {
        const test::JournalFile file;
        auto journal = file.open();
        QVERIFY(journal);
        int calls = 0;
        test::ScriptedExecutor executor([&calls](const Step &step) -> Result<Applied> {
            const QString secret = QString::fromUtf8(step.operation.secrets.first().reveal());
            const QStringList all = echoes(secret);
            if (++calls % 2 == 0)
                return Error(Error::Kind::Invalid, u"Refused: "_s + all.join(u" | "_s)).withCode(u"Code "_s + secret);
            const QString token = canaries().last();
            return Applied{{{u"Echo"_s, QJsonArray::fromStringList(all)}, {secret, u"as a key"_s},
                               {u"AccessToken"_s, token}, {u"Long"_s, (secret + u' ').repeated(5000)}},
                u"request "_s + secret, {Secret(token)}};
        });
        test::InstantSleeper sleeper;
        operations::Runner runner(operations::Guard(false), journal.get(), {&executor}, sleeper);
        QList<Step> steps;
        for (const QString &canary : canaries()) {
            for (int i = 0; i < 2; ++i) {
                Step step = test::step(u"user %1"_s.arg(steps.size())); // a refusal skips the rest of its user
                step.operation.with.insert(u"Password"_s, u"$PASSWORD"_s);
                step.operation.secrets.insert(u"PASSWORD"_s, Secret(canary));
                steps << step;
            }
        }
        Plan plan = test::plan(steps);
        plan.continueOnFailure = true;
        plan.id = operations::planId(plan);

        const auto report = await(runner.run(plan, {}, {}, {}, {}));

        QVERIFY(report && *report);
        QCOMPARE((*report)->done(), 4);
        QCOMPARE((*report)->failed(), 4);
        QCOMPARE(found(file.folder.path()), QStringList()); // with the log still there …
        QVERIFY(QFile::exists(file.path + u"-wal"_s));
        journal.reset();
        QCOMPARE(found(file.folder.path()), QStringList()); // … and folded into the file
    }
};

QTEST_GUILESS_MAIN(TestCanaries)
#include "tst_canaries.moc"

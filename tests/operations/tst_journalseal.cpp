// SPDX-License-Identifier: GPL-3.0-or-later
#include "journalfixtures.h"

#include <store/capturestore.h>

#include <QDir>
#include <QFile>

using namespace sm;
using namespace Qt::Literals::StringLiterals;
using test::answer;
using test::JournalFile;
using test::openJournal;

namespace {

const QString canary = u"kN4-quiet-otter"_s;

/// Writes an entry whose states and output hold the canary and answers with its id.
qint64 writeSealed(operations::Journal &journal)
{
    const auto run = answer(journal.beginRun(test::plan({test::step(u"ada"_s)}), u"sabine"_s, {}));
    operations::Intent intent = test::intent(run.value_or(0), 0, u"ada"_s);
    intent.mayHoldSecrets = true;
    intent.before = QJsonObject{{u"Environment"_s, canary}};
    const auto id = answer(journal.begin(intent));
    operations::Conclusion conclusion = test::conclusion(id.value_or(0));
    conclusion.after = QJsonObject{{u"Environment"_s, canary + u"-2"_s}};
    conclusion.output = {{u"Echo"_s, canary}};
    return id && answer(journal.end(conclusion)) ? *id : 0;
}

} // namespace

class TestJournalSeal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void entry_sealed_isOpenedOnRequestOnly()
    {
        const JournalFile file;
        const auto journal = file.open();
        QVERIFY(journal);
        const qint64 id = writeSealed(*journal);
        QVERIFY(id > 0);

        const JournalEntry listed = test::entries(*journal).value(0);
        const auto opened = answer(journal->entry(id));

        QVERIFY(listed.sealed);
        QVERIFY(listed.before.isUndefined() && listed.after.isUndefined() && listed.output.isEmpty());
        QVERIFY(opened && opened->sealed);
        QCOMPARE(opened->before, QJsonValue(QJsonObject{{u"Environment"_s, canary}}));
        QCOMPARE(opened->after, QJsonValue(QJsonObject{{u"Environment"_s, canary + u"-2"_s}}));
        QCOMPARE(opened->output, (QJsonObject{{u"Echo"_s, canary}}));
    }

    void file_holdsNothingOfTheStates()
    {
        const JournalFile file;
        {
            const auto journal = file.open();
            QVERIFY(journal && writeSealed(*journal) > 0);
            const QStringList names = QDir(file.folder.path()).entryList(QDir::Files);
            QVERIFY(names.size() >= 4);
            for (const QString &name : names) {
                QFile bytes(file.folder.filePath(name));
                QVERIFY(bytes.open(QIODevice::ReadOnly));
                QVERIFY2(!bytes.readAll().contains(canary.toUtf8()), qPrintable(name));
            }
        }
    }

    void entry_notCapturedOrNotThere_staysWhatItIs()
    {
        const JournalFile file;
        const auto journal = file.open();
        QVERIFY(journal);
        const auto run = answer(journal->beginRun(test::plan({test::step(u"ada"_s)}), u"sabine"_s, {}));
        operations::Intent intent = test::intent(run.value_or(0), 0, u"ada"_s);
        intent.mayHoldSecrets = true;
        intent.before = QJsonValue::Null;
        const auto id = answer(journal->begin(intent));
        operations::Conclusion conclusion = test::conclusion(id.value_or(0));
        conclusion.after = QJsonValue::Undefined;
        QVERIFY(answer(journal->end(conclusion)));

        const auto opened = answer(journal->entry(*id));

        QVERIFY(opened);
        QVERIFY(opened->before.isNull());
        QVERIFY(opened->after.isUndefined());
    }

    void entry_withAnotherKey_isRefusedAndTheRestIsRead()
    {
        const JournalFile file;
        qint64 id = 0;
        {
            const auto journal = openJournal(file.path, std::make_shared<test::FixedKey>('a'));
            QVERIFY(journal);
            id = writeSealed(*journal);
        }
        const auto journal = openJournal(file.path, std::make_shared<test::FixedKey>('b'));
        QVERIFY(journal);

        const auto opened = answer(journal->entry(id));

        QVERIFY(!opened);
        QCOMPARE(opened.error().code(), u"SealBroken"_s);
        QCOMPARE(test::entries(*journal).value(0).resource, u"ada"_s);
    }

    void states_putIntoAnotherPlace_areRefused_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::newRow("of another entry") << u"UPDATE entries SET state_before = (SELECT state_before FROM entries "
                                             "WHERE id = 1) WHERE id = 2"_s;
        QTest::newRow("after as output") << u"UPDATE outcomes SET output = state_after WHERE entry = 2"_s;
        QTest::newRow("a letter") << u"UPDATE entries SET state_before = 'A' || substr(state_before, 2) || 'A' "
                                     "WHERE id = 2"_s;
        QTest::newRow("nothing") << u"UPDATE entries SET state_before = '' WHERE id = 2"_s;
        QTest::newRow("no base64") << u"UPDATE entries SET state_before = '{}' WHERE id = 2"_s;
    }
    void states_putIntoAnotherPlace_areRefused()
    {
        QFETCH(QString, sql);
        const JournalFile file;
        const auto journal = file.open();
        QVERIFY(journal && writeSealed(*journal) == 1 && writeSealed(*journal) == 2);
        {
            const auto outside = store::Connection::open(file.path);
            QVERIFY((*outside)->execute(u"DROP TRIGGER entries_no_UPDATE"_s));
            QVERIFY((*outside)->execute(u"DROP TRIGGER outcomes_no_UPDATE"_s));
            QVERIFY((*outside)->execute(sql));
        }

        QVERIFY(!answer(journal->entry(2)));
        QVERIFY(answer(journal->entry(1)));
    }

    void captures_areBesideTheJournalUnderItsKey()
    {
        const JournalFile file;
        store::CaptureId id;
        {
            const auto journal = file.open();
            QVERIFY(journal);
            const auto writer = journal->captures()->writer();
            QVERIFY(answer(writer->append("COPY public.users FROM stdin;")));
            id = answer(writer->finish()).value_or(store::CaptureId());
        }
        QVERIFY(QFile::exists(file.folder.filePath(u"captures/"_s + id.sha256)));
        const auto journal = file.open();
        QVERIFY(journal);

        QVERIFY(answer(journal->captures()->verify(id)));
    }
};

QTEST_GUILESS_MAIN(TestJournalSeal)
#include "tst_journalseal.moc"

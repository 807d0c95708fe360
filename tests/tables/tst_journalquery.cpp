// SPDX-License-Identifier: GPL-3.0-or-later
#include <tables/journalquery.h>

#include <QTest>

using namespace sm;
using namespace Qt::Literals::StringLiterals;
using tables::JournalQuery;

class TestJournalQuery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void words_areSearched()
    {
        const JournalQuery query = JournalQuery::parse(u"disable  ada"_s);

        QCOMPARE(query.search, u"disable ada"_s);
        QVERIFY(!query.isEmpty() && !query.state);
    }

    void keys_narrow()
    {
        const JournalQuery query = JournalQuery::parse(
            u"state:In-Doubt system:demo operation:aws:s3:PutObject resource:\"a b\" who:sabine since:2026-11-01 until:2026-11-02"_s);

        QCOMPARE(query.state, std::optional(StepState::InDoubt));
        QCOMPARE(query.system.value, u"demo"_s);
        QCOMPARE(query.uses, u"aws:s3:PutObject"_s);
        QCOMPARE(query.resource, u"a b"_s);
        QCOMPARE(query.actor, u"sabine"_s);
        QCOMPARE(query.from, QDateTime(QDate(2026, 11, 1), QTime(0, 0), Qt::UTC));
        QCOMPARE(query.to, QDateTime(QDate(2026, 11, 2), QTime(23, 59, 59, 999), Qt::UTC));
        QCOMPARE(query.search, QString());
    }

    void valueThatIsNoneOfItsKey_isText()
    {
        const JournalQuery query = JournalQuery::parse(u"state:strange since:soon http://x"_s);

        QVERIFY(!query.state && !query.from.isValid());
        QCOMPARE(query.search, u"state:strange since:soon http://x"_s);
    }

    void nothing_isEmpty() { QVERIFY(JournalQuery::parse(u"  "_s).isEmpty()); }
};

QTEST_GUILESS_MAIN(TestJournalQuery)
#include "tst_journalquery.moc"

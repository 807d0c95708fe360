// SPDX-License-Identifier: GPL-3.0-or-later
#include "randombill.h"

#include <bill/billfile.h>
#include <costs/query.h>

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <functional>

using namespace sm;
using namespace sm::costs;
using namespace Qt::Literals::StringLiterals;
using test::LongSum;
using test::RandomBill;
using test::RandomCharge;

namespace {

constexpr quint32 Bills = 10'000;

using KeyOf = std::function<QStringList(const RandomCharge &)>;
using Sums = QMap<QStringList, QByteArray>;

Sums expectedSums(const RandomBill &bill, const KeyOf &keyOf, const std::function<bool(const RandomCharge &)> &passes)
{
    QMap<QStringList, LongSum> sums;
    for (const RandomCharge &each : bill.charges()) {
        if (passes(each))
            sums[keyOf(each)].add(each.negative, each.digits, each.decimals);
    }
    Sums texts;
    for (auto it = sums.cbegin(); it != sums.cend(); ++it)
        texts.insert(it.key(), it->toString());
    return texts;
}

Sums sumsOf(const CostAnswer &answer)
{
    Sums texts;
    for (const CostGroup &each : answer.groups)
        texts.insert(each.key, each.amount.toString().toLatin1());
    return texts;
}

bool all(const RandomCharge &) { return true; }

CostQuery queryOf(const RandomBill &bill, const QStringList &groupBy)
{
    CostQuery query;
    query.metric = bill.isFocus() ? CostMetric::Billed : CostMetric::Unblended;
    query.groupBy = groupBy;
    return query;
}

QString day(const RandomCharge &charge) { return charge.day.toString(Qt::ISODate); }

} // namespace

/// Bills of random content through file, reader and query, beside sums made by hand.
class TestRandomBills : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    Result<LedgerList> read(const RandomBill &bill) const
    {
        QFile file(m_folder.filePath(u"bill.csv"_s));
        if (!file.open(QIODevice::WriteOnly) || file.write(bill.csv()) != bill.csv().size())
            return Error(Error::Kind::Storage, file.errorString());
        file.close();
        Result<Ledger> ledger = bill::readBill({file.fileName()}, {}, {}, {});
        if (!ledger)
            return ledger.error();
        return LedgerList{std::make_shared<const Ledger>(std::move(*ledger))};
    }

    /// Empty when every sum of \p bill is right.
    QString problemWith(const RandomBill &bill) const
    {
        const auto ledgers = read(bill);
        if (!ledgers)
            return ledgers.error().message();
        QList<std::pair<CostQuery, KeyOf>> questions{
            {queryOf(bill, {}), [](const RandomCharge &) { return QStringList(); }},
            {queryOf(bill, {u"service"_s}), [](const RandomCharge &each) { return QStringList{each.service}; }},
            {queryOf(bill, {u"day"_s, u"region"_s}),
                [](const RandomCharge &each) { return QStringList{day(each), each.region}; }},
        };
        if (bill.hasTag())
            questions << std::pair(
                queryOf(bill, {u"month"_s, u"tag:env"_s, u"service"_s}), [](const RandomCharge &each) {
                    return QStringList{each.day.toString(u"yyyy-MM"_s), each.tag, each.service};
                });
        for (const auto &[query, keyOf] : std::as_const(questions)) {
            const auto found = answer(*ledgers, query);
            if (!found)
                return found.error().message();
            if (sumsOf(*found) != expectedSums(bill, keyOf, all))
                return u"by "_s + query.groupBy.join(u", "_s);
        }
        return filterProblem(bill, *ledgers);
    }

    static QString filterProblem(const RandomBill &bill, const LedgerList &ledgers)
    {
        CostQuery query = queryOf(bill, {u"region"_s});
        query.filters = {{u"service"_s, {u"AmazonS3"_s, u""_s}, true}};
        query.from = QDate(2023, 10, 25);
        query.to = QDate(2023, 11, 5);
        const auto found = answer(ledgers, query);
        if (!found)
            return found.error().message();
        const Sums expected = expectedSums(
            bill, [](const RandomCharge &each) { return QStringList{each.region}; },
            [&query](const RandomCharge &each) {
                return each.service != u"AmazonS3" && !each.service.isEmpty() && each.day >= query.from
                    && each.day < query.to;
            });
        return sumsOf(*found) == expected ? QString() : u"with a filter and a range"_s;
    }

private Q_SLOTS:
    void tenThousandBills_areSummedToTheLastDigit()
    {
        QStringList wrong;
        for (quint32 seed = 0; seed < Bills && wrong.size() < 5; ++seed) {
            const RandomBill bill(seed);
            const QString problem = problemWith(bill);
            if (!problem.isEmpty())
                wrong << u"seed %1: %2\n%3"_s.arg(QString::number(seed), problem, QString::fromUtf8(bill.csv()));
        }

        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
    }
};

QTEST_GUILESS_MAIN(TestRandomBills)
#include "tst_randombills.moc"

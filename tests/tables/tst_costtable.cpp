// SPDX-License-Identifier: GPL-3.0-or-later
#include <tables/costtable.h>
#include <tables/costtext.h>

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace sm;
using tables::amountText;
using tables::changeText;
using tables::CostRow;
using tables::CostTable;
using tables::shareText;

class TestCostTable : public QObject
{
    Q_OBJECT

private:
    static Decimal number(const char *text) { return Decimal::parse(QByteArrayView(text)).value(); }
    static CostTable::Content content()
    {
        CostTable::Content content;
        content.rows = {{u"AmazonEC2"_s, u"AmazonEC2"_s, number("1184.2000000000001"), number("1128.4"),
                            {number("600"), number("584.2000000000001")}, 0},
            {u"AmazonS3"_s, u"AmazonS3"_s, number("20"), number("10"), {number("10"), number("10")}, 0},
            {{}, u"3 others"_s, number("90"), number("90"), {number("45"), number("45")}, 3}};
        content.total = {{}, u"Total"_s, number("1294.2000000000001"), number("1228.4"), {}, 0};
        content.dimension = costdimension::Service;
        content.currency = u"USD"_s;
        content.comparedTitle = u"October, same days"_s;
        content.periods = {QDate(2026, 11, 1), QDate(2026, 11, 2)};
        content.unsettled = {false, true};
        content.granularity = CostGranularity::Day;
        return content;
    }
    QString cell(int row, int column, int role = Qt::DisplayRole) const
    {
        return m_table->index(row, column).data(role).toString();
    }
    QStringList names() const
    {
        QStringList names;
        for (int row = 0; row < m_table->rowCount(); ++row)
            names << cell(row, CostTable::Group);
        return names;
    }

    std::unique_ptr<CostTable> m_table;

private Q_SLOTS:
    void init()
    {
        m_table = std::make_unique<CostTable>();
        new QAbstractItemModelTester(
            m_table.get(), QAbstractItemModelTester::FailureReportingMode::QtTest, m_table.get());
        m_table->setContent(content());
    }
    void cleanup() { m_table.reset(); }

    void cells_areRoundedAndTheExactAmountIsBesideThem()
    {
        QCOMPARE(cell(0, CostTable::Amount), u"1,184.20"_s);
        QCOMPARE(cell(0, CostTable::Amount, CostTable::RawRole), u"1184.2000000000001"_s);
        QCOMPARE(cell(0, CostTable::Amount, Qt::ToolTipRole), u"1184.2000000000001 USD"_s);
        QCOMPARE(cell(0, CostTable::Share), u"91.5 %"_s);
        QCOMPARE(cell(0, CostTable::Change), u"+4.9 %"_s);
        QCOMPARE(cell(3, CostTable::Group), u"Total"_s);
        QCOMPARE(cell(3, CostTable::Share), u"100.0 %"_s);
    }

    void headers_nameDimensionCurrencyAndOtherRange()
    {
        QStringList titles;
        for (int column = 0; column < m_table->columnCount(); ++column)
            titles << m_table->headerData(column, Qt::Horizontal).toString();

        QCOMPARE(
            titles, (QStringList{u"Service"_s, u"Amount, USD"_s, u"October, same days"_s, u"Change"_s, u"Share"_s}));
    }

    void sort_keepsOthersAndTotalBelow()
    {
        m_table->sort(CostTable::Amount, Qt::AscendingOrder);
        QCOMPARE(names(), (QStringList{u"AmazonS3"_s, u"AmazonEC2"_s, u"3 others"_s, u"Total"_s}));

        m_table->sort(CostTable::Change, Qt::DescendingOrder);
        QCOMPARE(names(), (QStringList{u"AmazonS3"_s, u"AmazonEC2"_s, u"3 others"_s, u"Total"_s}));

        m_table->sort(-1);
        QCOMPARE(names(), (QStringList{u"AmazonEC2"_s, u"AmazonS3"_s, u"3 others"_s, u"Total"_s}));
    }

    void sort_movesPersistentIndexesWithTheirRows()
    {
        const QPersistentModelIndex ec2(m_table->index(0, CostTable::Group));
        const QPersistentModelIndex total(m_table->index(3, CostTable::Group));

        m_table->sort(CostTable::Amount, Qt::AscendingOrder);

        QCOMPARE(ec2.data().toString(), u"AmazonEC2"_s);
        QCOMPARE(ec2.row(), 1);
        QCOMPARE(total.row(), 3);
    }

    void periods_shown_areColumnsThatSayWhatIsNotFinal()
    {
        m_table->setPeriodsShown(true);

        QCOMPARE(m_table->columnCount(), 7);
        QCOMPARE(m_table->headerData(5, Qt::Horizontal).toString(), u"1 Nov 2026"_s);
        QCOMPARE(m_table->headerData(6, Qt::Horizontal).toString(), u"2 Nov 2026, not final"_s);
        QCOMPARE(cell(0, 6), u"584.20"_s);
        QCOMPARE(cell(0, 6, CostTable::RawRole), u"584.2000000000001"_s);
    }

    void rise_isMarkedWhereItMatters()
    {
        QCOMPARE(cell(1, CostTable::Change, CostTable::ToneRole), u"bad"_s); // doubled
        QVERIFY(cell(0, CostTable::Change, CostTable::ToneRole).isEmpty());
    }

    void texts_haveNoMinusZeroAndShowWhatIsSmall()
    {
        QCOMPARE(amountText(number("-0.4")), u"−0.40"_s);
        QCOMPARE(amountText(number("0")), u"0.00"_s);
        QCOMPARE(amountText(number("0.0000012345")), u"0.0000012"_s);
        QCOMPARE(amountText(number("-1234567.891")), u"−1,234,567.89"_s);
        QCOMPARE(shareText(number("-0.0001"), number("10")), u"0.0 %"_s);
        QCOMPARE(shareText(number("1"), number("0")), u"–"_s);
        QCOMPARE(changeText(number("1"), number("0")), u"new"_s);
        QCOMPARE(changeText(number("0"), number("1")), u"gone"_s);
        QCOMPARE(changeText(number("-5"), number("-10")), u"+50.0 %"_s);
        QCOMPARE(changeText(number("1"), number("1")), u"no change"_s);
        QCOMPARE(changeText(number("99.6"), number("100")), u"−0.4 %"_s);
    }
};

QTEST_GUILESS_MAIN(TestCostTable)
#include "tst_costtable.moc"

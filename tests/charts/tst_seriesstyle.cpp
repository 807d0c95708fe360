// SPDX-License-Identifier: GPL-3.0-or-later
#include "samplechart.h"

#include <seriesstyle.h>

#include <QTest>

using namespace sm;
using namespace sm::charts;
using namespace Qt::Literals::StringLiterals;
using widgets::Mode;

class TestSeriesStyle : public QObject
{
    Q_OBJECT

private:
    static QList<ChartSeries> seriesOf(const QStringList &names)
    {
        QList<ChartSeries> series;
        for (const QString &name : names) {
            ChartSeries one;
            one.key = one.name = name;
            series.append(one);
        }
        return series;
    }

    static QString colour(const QString &name) { return seriesColour(name, Mode::Light).name(); }

private Q_SLOTS:
    void firstServices_haveTheColoursOfTheDesignInOrder()
    {
        const QStringList names{u"EC2"_s, u"RDS"_s, u"Lambda"_s, u"S3"_s, u"CloudWatch"_s, u"ElastiCache"_s};
        QStringList colours;
        for (const QString &name : names)
            colours.append(colour(name));

        QCOMPARE(
            colours, (QStringList{u"#4477aa"_s, u"#ee6677"_s, u"#228833"_s, u"#ccbb44"_s, u"#66ccee"_s, u"#aa3377"_s}));
    }

    void service_byEachSourcesName_isOneColour()
    {
        QCOMPARE(colour(u"AmazonEC2"_s), colour(u"Amazon Elastic Compute Cloud - Compute"_s));
        QCOMPARE(colour(u"AmazonS3"_s), colour(u"Amazon Simple Storage Service"_s));
    }

    void colour_doesNotDependOnWhatElseIsShown()
    {
        const QList<SeriesStyle> many
            = seriesStyles(seriesOf({u"team-a"_s, u"team-b"_s, u"team-c"_s, u"EC2"_s}), Mode::Dark);
        const QList<SeriesStyle> alone = seriesStyles(seriesOf({u"team-c"_s}), Mode::Dark);

        QCOMPARE(many[2].colour, alone[0].colour);
        QCOMPARE(colour(u"123456789012"_s), u"#6f214d"_s); // stands here so that no version of the program changes it
    }

    void seriesOfOneColour_differByPattern_inAnyOrder()
    {
        QStringList names;
        for (int each = 0; each < 40; ++each)
            names.append(u"service %1"_s.arg(each));
        const QList<SeriesStyle> styles = seriesStyles(seriesOf(names), Mode::Light);
        std::reverse(names.begin(), names.end());
        const QList<SeriesStyle> reversed = seriesStyles(seriesOf(names), Mode::Light);

        QMap<QString, QSet<int>> patterns;
        QMap<QString, int> counts;
        for (const SeriesStyle &style : styles) {
            patterns[style.colour.name()].insert(int(style.pattern));
            ++counts[style.colour.name()];
        }
        for (auto each = counts.cbegin(); each != counts.cend(); ++each)
            QCOMPARE(int(patterns[each.key()].size()), std::min(each.value(), 5));
        for (qsizetype each = 0; each < styles.size(); ++each)
            QCOMPARE(styles[each], reversed[styles.size() - 1 - each]);
    }

    void wellKnownNames_keepTheirPlainColour()
    {
        for (const QString &rival : {u"a"_s, u"b"_s, u"c"_s, u"d"_s, u"e"_s, u"f"_s, u"0"_s})
            QCOMPARE(seriesStyles(seriesOf({rival, u"S3"_s}), Mode::Light)[1].pattern, Pattern::None);
    }

    void other_isAlwaysGrey()
    {
        QList<ChartSeries> series = seriesOf({u"EC2"_s});
        series[0].other = true;

        QCOMPARE(seriesStyles(series, Mode::Light)[0].colour.name(), u"#bbbbbb"_s);
        QCOMPARE(seriesStyles(series, Mode::Dark)[0].colour.name(), u"#bbbbbb"_s);
    }
};

QTEST_GUILESS_MAIN(TestSeriesStyle)
#include "tst_seriesstyle.moc"

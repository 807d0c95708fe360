// SPDX-License-Identifier: GPL-3.0-or-later
#include "samplechart.h"

#include <charts/chartexport.h>

#include <QDir>
#include <QFile>
#include <QImage>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace sm;
using namespace sm::charts;
using namespace Qt::Literals::StringLiterals;

class TestChartExport : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    QString path(const QString &name) const { return m_folder.filePath(name); }
    static QByteArray bytesOf(const QString &file)
    {
        QFile in(file);
        return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
    }

private Q_SLOTS:
    void png_hasTwiceThePixelsAndItsWords()
    {
        const QString file = path(u"chart.png"_s);

        QVERIFY(exportPng(test::novemberChart(), {}, file));

        const QImage image(file);
        QCOMPARE(image.width(), 2000);
        QVERIFY(image.height() > 1000);
        QCOMPARE(image.text(u"Title"_s), u"Costs by service"_s);
        QVERIFY(image.text(u"Comment"_s).startsWith(u"stationmaster costs"_s));
        QCOMPARE(image.pixelColor(5, 5), QColor(Qt::white)); // light, whatever the window is
    }

    void pdf_ofEveryKind_isShapesOnly()
    {
        for (const ChartKind kind :
            {ChartKind::StackedBars, ChartKind::StackedArea, ChartKind::Lines, ChartKind::Share}) {
            ChartData data = test::novemberChart();
            data.kind = kind;
            const QString file = path(u"chart%1.pdf"_s.arg(int(kind)));

            QVERIFY(exportPdf(data, {}, file));

            const QByteArray bytes = bytesOf(file);
            QVERIFY(bytes.startsWith("%PDF-"));
            QVERIFY(bytes.contains("/FontFile"));
            QVERIFY(!QString::fromLatin1(bytes).contains(QRegularExpression(u"/Subtype\\s*/Image"_s)));
            QVERIFY(bytes.size() < 200'000);
        }
    }

    void hiddenSeries_makeAnotherPicture()
    {
        QVERIFY(exportPng(test::novemberChart(), {}, path(u"all.png"_s)));
        QVERIFY(exportPng(test::novemberChart(), {{u"EC2"_s}, 0, 0}, path(u"some.png"_s)));

        QVERIFY(bytesOf(path(u"all.png"_s)) != bytesOf(path(u"some.png"_s)));
    }

    void manySeries_fit()
    {
        QVERIFY(exportPdf(test::plainChart(50, 400), {}, path(u"many.pdf"_s)));
        QVERIFY(exportPng(test::plainChart(50, 400), {}, path(u"many.png"_s)));
        QVERIFY(QImage(path(u"many.png"_s)).height() > 1500);
    }

    void nothingToDraw_isSaid()
    {
        const auto result = exportPng({}, {}, path(u"none.png"_s));

        QVERIFY(!result);
        QCOMPARE(result.error().kind(), Error::Kind::Invalid);
        QVERIFY(!QFile::exists(path(u"none.png"_s)));
    }

    void folderThatIsNot_leavesNothingBehind()
    {
        const QString file = path(u"no/such/folder/chart.pdf"_s);

        const auto png = exportPng(test::novemberChart(), {}, file);
        const auto pdf = exportPdf(test::novemberChart(), {}, file);

        QVERIFY(!png && !pdf);
        QCOMPARE(png.error().kind(), Error::Kind::Storage);
        QCOMPARE(pdf.error().kind(), Error::Kind::Storage);
        QVERIFY(png.error().message().contains(QDir::toNativeSeparators(file)));
    }

    void writtenAgain_replacesWhole()
    {
        const QString file = path(u"again.png"_s);
        QVERIFY(exportPng(test::plainChart(50, 400), {}, file));
        QVERIFY(exportPng(test::plainChart(1, 3), {}, file));

        QVERIFY(!QImage(file).isNull());
        QCOMPARE(QDir(m_folder.path()).entryList({u"again*"_s}).size(), 1);
    }
};

QTEST_MAIN(TestChartExport)
#include "tst_chartexport.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include <runbooks/runbooklibrary.h>
#include <runbooks/runbookreader.h>
#include <runbooks/runbookwriter.h>

#include <QFile>
#include <QTest>

using namespace sm::runbooks;
using namespace Qt::Literals::StringLiterals;

namespace {

QByteArray rewritten(const QByteArray &yaml)
{
    const auto read = readRunbook(u"a.yaml"_s, yaml).result();
    return read ? writeRunbook(*read) : read.error().message().toUtf8();
}

} // namespace

class TestRunbookWriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void write_allThereIs_asAPersonWould()
    {
        QFile file(QStringLiteral(SM_SOURCE_DIR "/tests/runbooks/format/whole.yaml"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray licence = file.readLine();
        QVERIFY(licence.startsWith("# SPDX"));
        const QByteArray yaml = file.readAll();

        QCOMPARE(rewritten(yaml), yaml);
    }

    void write_shippedRunbooks_areReadAsTheSame()
    {
        const RunbookLibrary library = RunbookLibrary::load({});
        QVERIFY(!library.runbooks().isEmpty());
        for (const Runbook &runbook : library.runbooks()) {
            const QByteArray yaml = writeRunbook(runbook);
            const auto again = readRunbook(runbook.sourceFile, yaml).result();
            QVERIFY2(again, again ? "" : qPrintable(again.error().message()));
            QCOMPARE(writeRunbook(*again), yaml);
            QCOMPARE(again->steps.size(), runbook.steps.size());
            for (qsizetype i = 0; i < runbook.steps.size(); ++i)
                QCOMPARE(again->steps[i].with.source(), runbook.steps[i].with.source());
        }
    }
};

QTEST_GUILESS_MAIN(TestRunbookWriter)
#include "tst_runbookwriter.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "suite.h"

#include <support/vectors.h>

#include <QTest>

#include <cstdio>

using namespace Qt::Literals::StringLiterals;

namespace {

/// Prints the one line of a set and says whether all of it passed.
bool passes(const char *set, const QList<suite::Case> &cases)
{
    int passed = 0;
    for (const suite::Case &one : cases) {
        const QStringList wrong = suite::check(one);
        passed += wrong.isEmpty() ? 1 : 0;
        for (const QString &stage : wrong)
            qWarning("%s: %s", qPrintable(one.name), qPrintable(stage));
    }
    std::printf("%s: %d/%d\n", set, passed, static_cast<int>(cases.size()));
    std::fflush(stdout);
    return passed == cases.size() && !cases.isEmpty();
}

} // namespace

class TestConformanceSigV4 : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void awsCAuth_everyStage_isEqual()
    {
        const QDir folder(m_vectors.filePath(u"v4"_s));
        if (!folder.exists())
            QSKIP("STATIONMASTER_VECTORS holds no sigv4/v4");

        QVERIFY(passes("sigv4", suite::casesBelow(folder)));
    }

    void extras_everyStage_isEqual()
    {
        const QStringList folders = m_vectors.entryList({u"*-extra"_s}, QDir::Dirs);
        if (folders.isEmpty())
            QSKIP("STATIONMASTER_VECTORS holds no sigv4/*-extra");

        QList<suite::Case> cases;
        for (const QString &folder : folders)
            cases += suite::casesBelow(QDir(m_vectors.filePath(folder)));
        QVERIFY(passes("sigv4-extra", cases));
    }

private:
    const QDir m_vectors{sm::test::vectorsFolder() + u"/sigv4"_s};
};

QTEST_GUILESS_MAIN(TestConformanceSigV4)
#include "tst_conformance_sigv4.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include <core/jmespath.h>
#include <core/json.h>
#include <support/vectors.h>

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <cstdio>

using namespace sm;
using namespace Qt::Literals::StringLiterals;

namespace {

Result<QJsonValue> searched(const QString &expression, const QJsonValue &given)
{
    const Result<jmespath::Expression> parsed = jmespath::Expression::parse(expression);
    if (!parsed)
        return parsed.error();
    return parsed->search(given);
}

/// Empty when the case holds, otherwise what came instead.
QString wrong(const QJsonObject &one, const QJsonValue &given)
{
    const Result<QJsonValue> actual = searched(one[u"expression"].toString(), given);
    const QString answer = actual ? QString::fromUtf8(toCompactJson(*actual)) : actual.error().message();
    const bool holds = one.contains(u"error"_s) ? !actual && actual.error().code() == one[u"error"].toString()
                                                : actual && *actual == one[u"result"];
    return holds ? QString() : answer;
}

/// A case without an expected answer measures speed.
bool isCase(const QJsonObject &one) { return one.contains(u"result"_s) || one.contains(u"error"_s); }

} // namespace

class TestConformanceJmespath : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyCase_givesResultOrError()
    {
        const QDir folder(sm::test::vectorsFolder() + u"/jmespath"_s);
        const QStringList files = folder.entryList({u"*.json"_s}, QDir::Files);
        if (files.isEmpty())
            QSKIP("STATIONMASTER_VECTORS holds no jmespath");

        for (const QString &file : files)
            checkFile(folder.filePath(file));

        std::printf("jmespath: %d/%d\n", m_passed, m_total);
        std::fflush(stdout);
        QVERIFY(m_total > 0);
        QCOMPARE(m_passed, m_total);
    }

private:
    void checkFile(const QString &path)
    {
        QFile file(path);
        QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(path));
        const QJsonArray groups = QJsonDocument::fromJson(file.readAll()).array();
        QVERIFY2(!groups.isEmpty(), qPrintable(path));
        for (const QJsonValue &group : groups) {
            const QJsonArray cases = group[u"cases"].toArray();
            for (const QJsonValue &one : cases)
                count(one.toObject(), group[u"given"]);
        }
    }

    void count(const QJsonObject &one, const QJsonValue &given)
    {
        if (!isCase(one))
            return;
        const QString answer = wrong(one, given);
        ++m_total;
        m_passed += answer.isEmpty() ? 1 : 0;
        if (!answer.isEmpty())
            qWarning("%s gave %s", qPrintable(one[u"expression"].toString()), qPrintable(answer));
    }

    int m_passed = 0;
    int m_total = 0;
};

QTEST_GUILESS_MAIN(TestConformanceJmespath)
#include "tst_conformance_jmespath.moc"

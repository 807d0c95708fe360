// SPDX-License-Identifier: GPL-3.0-or-later
#include "awsline.h"

#include <core/json.h>

#include <QJsonArray>
#include <QProcess>
#include <QTest>

using namespace sm;
using namespace Qt::Literals::StringLiterals;
using commandline::AwsCommand;

namespace {

/// \p value without what stands at \p steps of a JSON Pointer.
QJsonValue without(const QJsonValue &value, QStringList steps)
{
    const QString step = steps.takeFirst().replace(u"~1"_s, u"/"_s).replace(u"~0"_s, u"~"_s);
    if (value.isArray()) {
        QJsonArray list = value.toArray();
        const qsizetype at = step.toLongLong();
        list[at] = steps.isEmpty() ? QJsonValue() : without(list.at(at), steps);
        return list;
    }
    QJsonObject object = value.toObject();
    if (steps.isEmpty())
        object.remove(step);
    else
        object[step] = without(object.value(step), steps);
    return object;
}

} // namespace

/// What "Copy as CLI" writes, for every write of the catalog, is read back as the same input.
class TestRoundTrip : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyLine_isReadAsItsInput()
    {
        QProcess writer;
        writer.start(QStringLiteral(SM_CLILINES), {});
        QVERIFY(writer.waitForFinished());
        const QList<QByteArray> lines = writer.readAllStandardOutput().split('\n');
        const test::AwsLine aws;
        int passed = 0;

        for (const QByteArray &line : lines) {
            if (line.isEmpty())
                continue;
            const QJsonObject one = parseJson(line)->toObject();
            if (!one[u"later"].toObject().isEmpty())
                continue; // the input is not in the line then, only variables are
            const AwsCommand command = aws.read(one[u"cli"].toString());
            QJsonValue wanted = one[u"input"];
            for (const QString &pointer : command.deferred.keys() + command.files.keys())
                wanted = without(wanted, pointer.mid(1).split(u'/'));

            QCOMPARE(u"aws:%1:%2"_s.arg(command.service, command.operation), one[u"uses"].toString());
            QCOMPARE(QString::fromUtf8(toIndentedJson(command.input)), QString::fromUtf8(toIndentedJson(wanted)));
            QCOMPARE(command.region, u"eu-west-1"_s);
            QCOMPARE(command.endpointUrl, u"http://127.0.0.1:9"_s);
            QVERIFY(command.isComplete);
            ++passed;
        }

        QVERIFY2(passed > 50, qPrintable(QString::number(passed)));
    }
};

QTEST_GUILESS_MAIN(TestRoundTrip)
#include "tst_roundtrip.moc"

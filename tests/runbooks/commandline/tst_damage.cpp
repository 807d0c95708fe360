// SPDX-License-Identifier: GPL-3.0-or-later
#include "awsline.h"

#include <commandline/toolcommand.h>
#include <support/fences.h>
#include <support/vectors.h>

#include <QElapsedTimer>
#include <QFile>
#include <QRandomGenerator>
#include <QTest>

using namespace sm;
using namespace Qt::Literals::StringLiterals;
using commandline::CommandUse;
using commandline::Script;
using commandline::Statement;

namespace {

/// A line of every kind.
QString sample()
{
    return u"# note\nA=1 B=\"$(date -d '1 hour ago' +%s)000\" C=`id`\n"
           "for x in $(aws lambda list-functions --query 'Functions[].Name' --output text); do\n"
           "  aws lambda update-function-configuration --function-name $x \\\n"
           "    --environment \"Variables={A=1,B=$B}\" --layers a 'b' <arn>\ndone\n"
           "if [ -f \"x\" ] && [[ $A == b* ]]; then echo ${A:-b} $((1 + 2)) {a,b}; else ( c; d ) & fi\n"
           "cat > f.json <<EOF\n{ \"a\": $A }\nEOF\n"
           "case $A in a|b) e;; *) f | xargs -I {} aws s3 rm {};; esac\n"
           "psql -h db -c 'SELECT 1' && curl -fsS -H \"X: $Y\" https://x | redis-cli -n 1 DEL a\n"
           "aws ecs update-service --service s --cli-input-json '{\"a\": [1, {\"b\": null}]}' --network-configuration "
           "awsvpcConfiguration={subnets=[a,b],assignPublicIp=ENABLED}\n"_s;
}

int unparsedIn(const std::vector<Statement> &statements)
{
    int count = 0;
    for (const Statement &each : statements)
        count += (each.kind == Statement::Kind::Unparsed ? 1 : 0) + unparsedIn(each.parts);
    return count;
}

} // namespace

/// Whatever comes in, it is read to its end and every place lies in the text.
class TestDamage : public QObject
{
    Q_OBJECT

private:
    const aws::Models m_models;
    const commandline::AwsReader m_reader{m_models};

    void readAll(const QString &text) const
    {
        const Script script = commandline::readShell(text);
        for (const CommandUse &use : commandline::commandsOf(script)) {
            QVERIFY(use.place.offset >= 0 && use.place.offset <= text.size());
            if (use.words.isEmpty())
                continue;
            for (const commandline::Problem &problem : m_reader.read(use).problems)
                QVERIFY(problem.place.offset >= 0 && problem.place.offset + problem.length <= text.size());
            commandline::readTool(use);
        }
    }

private Q_SLOTS:
    void sample_isUnderstood() { QCOMPARE(unparsedIn(commandline::readShell(sample()).statements), 0); }

    void everyTruncation_isRead()
    {
        const QString text = sample();
        for (qsizetype size = 0; size < text.size(); ++size)
            if (readAll(text.left(size)); QTest::currentTestFailed())
                return;
    }

    void everyLostCharacter_isRead()
    {
        const QString text = sample();
        for (qsizetype at = 0; at < text.size(); ++at)
            if (readAll(QString(text).remove(at, 1)); QTest::currentTestFailed())
                return;
    }

    void randomText_isRead()
    {
        static const QString alphabet
            = u"aws s3 \t\n\r'\"`$(){}[]<>|&;\\#=-*?~!,:@\u00e9\ue8f0\ue8f10"_s + QChar(0xd83d);
        QRandomGenerator random(20240131);
        for (int round = 0; round < 3000; ++round) {
            QString text = round % 2 == 0 ? u"aws lambda invoke "_s : QString();
            for (int i = random.bounded(120); i > 0; --i)
                text += alphabet[random.bounded(int(alphabet.size()))];
            if (readAll(text); QTest::currentTestFailed())
                return;
        }
    }

    void deepNesting_isRefusedNotFollowed_data()
    {
        QTest::addColumn<QString>("unit");
        for (const char *unit : {"$(", "\"$(", "( ", "{ ", "if ", "while ", "for x in a; do ", "f() ", "<(", "${",
                 "$((", "`", "! ", "a && ", "a | ", "case x in a) ", "[[ ", "((", "{a,", "time ", "function f ", "$(\n",
                 "'", "<<E\n", "\\\n"})
            QTest::newRow(unit) << QString::fromLatin1(unit);
    }
    void deepNesting_isRefusedNotFollowed()
    {
        QFETCH(QString, unit);
        QElapsedTimer timer;
        timer.start();

        readAll(unit.repeated(1000));
        readAll(u"aws lambda invoke --payload "_s + unit.repeated(1000));

        QVERIFY2(timer.elapsed() < 5000, qPrintable(QString::number(timer.elapsed())));
    }

    void nestingWithinTheLimit_isRead()
    {
        const Script script
            = commandline::readShell(u"echo "_s + u"$(echo "_s.repeated(20) + u"x"_s + u")"_s.repeated(20));

        QCOMPARE(unparsedIn(script.statements), 0);
        QCOMPARE(commandline::commandsOf(script).size(), 21);
    }

    void runbooks_areReadAtOnce()
    {
        const QDir seeds(QDir(test::vectorsFolder()).filePath(u"../seeds"_s));
        QStringList texts;
        for (const QString &name : seeds.entryList({u"*.txt"_s}, QDir::Files)) {
            QFile file(seeds.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            texts << QString::fromUtf8(file.readAll());
        }
        if (texts.isEmpty())
            QSKIP("STATIONMASTER_VECTORS has no seeds beside it");

        QBENCHMARK_ONCE
        {
            for (const QString &text : texts) {
                for (const test::Fence &fence : test::fencesOf(text))
                    readAll(fence.text);
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestDamage)
#include "tst_damage.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "outline.h"

#include <commandline/commands.h>
#include <commandline/filters.h>

#include <QTest>

using namespace sm;
using namespace Qt::Literals::StringLiterals;
using commandline::CommandUse;

class TestCommands : public QObject
{
    Q_OBJECT

private:
    static QList<CommandUse> uses(const QString &text) { return commandline::commandsOf(commandline::readShell(text)); }
    static QStringList lines(const QString &text)
    {
        QStringList made;
        for (const CommandUse &use : uses(text))
            made << test::outline(use.words);
        return made;
    }

private Q_SLOTS:
    void commands_areFoundWhereverTheyStand()
    {
        QCOMPARE(
            lines(u"for d in $(aws x); do a; b | c; done\nif [[ $(t) ]]; then X=$(aws y) z >$(w); fi\nf() { g; }"_s),
            (QStringList{u"aws x"_s, u"a"_s, u"b"_s, u"c"_s, u"t"_s, u"z"_s, u"aws y"_s, u"w"_s, u"g"_s}));
    }

    void surroundings_areTold()
    {
        const QList<CommandUse> found
            = uses(u"a | b\nc && d\nwhile e; do f; done\nif g; then h; fi\nk() { l; }\nm $(n)\no &"_s);

        QCOMPARE(found.size(), 12);
        QCOMPARE(found[1].pipePosition, 1);
        QCOMPARE(found[0].pipeLength, 2);
        QVERIFY(!found[2].inCondition && found[3].inCondition);
        QVERIFY(found[4].inLoop && found[5].inLoop && !found[6].inLoop);
        QVERIFY(found[6].inCondition && found[7].inCondition);
        QVERIFY(found[8].inFunction);
        QVERIFY(!found[9].inSubstitution && found[10].inSubstitution);
        QCOMPARE(found[10].statement.line, 6);
        QVERIFY(found[11].inBackground);
    }

    void wrappers_areTakenOff_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<QString>("wrappers");
        const auto row = [](const char *text, const QString &words, const QString &wrappers) {
            QTest::newRow(text) << words << wrappers;
        };
        row("sudo -u me systemctl stop x", u"systemctl stop x"_s, u"sudo"_s);
        row("sudo -E A=1 env B=2 aws s3 ls", u"aws s3 ls"_s, u"sudo env"_s);
        row("time aws s3 ls", u"aws s3 ls"_s, u"time"_s);
        row("timeout -k 5 30s curl x", u"curl x"_s, u"timeout"_s);
        row("watch -n5 aws x", u"aws x"_s, u"watch"_s);
        row("xargs -r -n 1 aws x", u"aws x"_s, u"xargs"_s);
        row("xargs --unknown aws x", u"xargs --unknown aws x"_s, u""_s);
        row("sudo", u"sudo"_s, u""_s);
        row("timeout 5", u"timeout 5"_s, u""_s);
    }
    void wrappers_areTakenOff()
    {
        const CommandUse use = uses(QString::fromLatin1(QTest::currentDataTag())).first();

        QTEST(test::outline(use.words), "words");
        QTEST(use.wrappers.join(u' '), "wrappers");
    }

    void xargs_saysWhatItAdds()
    {
        const CommandUse replaced = uses(u"xargs -I {} aws lambda delete-function --qualifier {}"_s).first();
        const CommandUse appended = uses(u"xargs -n1 kill"_s).first();

        QCOMPARE(replaced.standIn, u"{}"_s);
        QVERIFY(!replaced.takesMoreWords);
        QVERIFY(appended.takesMoreWords);
    }

    void filters_thatMayDoMore_areNone_data()
    {
        QTest::addColumn<bool>("isFilter");
        const auto row = [](const char *text, bool isFilter) { QTest::newRow(text) << isFilter; };
        row("jq -r .Items[]", true);
        row("grep -v '>'", true);
        row("awk '$3 > 80 {print $1}'", true);
        row("awk -F, '{print $2 | \"sort\"}'", false);
        row("awk '{system(\"aws s3 rm \" $1)}'", false);
        row("awk '{print > \"ids.txt\"}'", false);
        row("sort -u", true);
        row("sort -u -o ids.txt", false);
        row("xargs aws s3 rm", false);
        row("tee ids.txt", false);
    }
    void filters_thatMayDoMore_areNone()
    {
        const auto script = commandline::readShell(QString::fromUtf8(QTest::currentDataTag()));

        QCOMPARE(script.statements.size(), std::size_t(1));
        QTEST(commandline::isFilter(script.statements.front()), "isFilter");
    }
};

QTEST_GUILESS_MAIN(TestCommands)
#include "tst_commands.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "outline.h"

#include <commandline/placeholder.h>

#include <QTest>

using namespace sm;
using namespace Qt::Literals::StringLiterals;
using commandline::readShell;
using commandline::Script;
using commandline::Statement;

class TestShell : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void words_haveTheirParts_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        const auto row = [](const QString &text, const QString &expected) {
            QTest::newRow(qPrintable(text.simplified())) << text << expected;
        };
        row(u"echo a b"_s, u"echo a b"_s);
        row(u"echo 'a b'\"c\"d"_s, u"echo 'a bc'd"_s);
        row(u"echo '' \"\""_s, u"echo '' ''"_s);
        row(u"echo a\\ b \\$x"_s, u"echo a' 'b '$'x"_s);
        row(u"echo a\\\nb"_s, u"echo ab"_s);
        row(u"echo a \\\n  b"_s, u"echo a b"_s);
        row(u"echo a \\\r\n  b\r\n"_s, u"echo a b"_s);
        row(u"echo \"a\\\"b\\n$x\\$\""_s, u"echo 'a\"b\\n''$x''$'"_s);
        row(u"echo $x ${y} ${z:-$a} ${#n} $1 $@ $"_s, u"echo $x $y $z:-$a $#n $1 $@ $"_s);
        row(u"echo $(date +%Y) `id`"_s, u"echo $(date +%Y) $(id)"_s);
        row(u"echo \"$(echo \"a b\")\""_s, u"echo '$(echo \"a b\")'"_s);
        row(u"echo $(date -d '1 hour ago' +%s)000"_s, u"echo $(date -d '1 hour ago' +%s)000"_s);
        row(u"echo $((1 + (2)))x $((a); b)"_s, u"echo $((1 + (2)))x $((a); b)"_s);
        row(u"ls *.txt a? [ab] [x"_s, u"ls glob(*).txt aglob(?) glob([)ab] [x"_s);
        row(u"cd ~ ~/x ~me/y a~"_s, u"cd tilde(~) tilde(~)/x tilde(~me)/y a~"_s);
        row(u"echo {a,b}{1..3} {} {x}"_s, u"echo braces({a,b})braces({1..3}) {} {x}"_s);
        row(u"x Variables={A=1,B='2 3'}"_s, u"x Variables=braces({A=1,B='2 3'})"_s);
        row(u"echo $'a\\tb\\x41\\'' $\"c\""_s, u"echo 'a\tbA'' 'c'"_s);
        row(u"diff <(sort a) >(cat)"_s, u"diff file(sort a<) file(cat>)"_s);
        row(u"x --arn <BACKUP_ARN> arn:<account-id>:y"_s,
            u"x --arn placeholder(<BACKUP_ARN>) arn:placeholder(<account-id>):y"_s);
        row(u"git checkout <previous commit>"_s, u"git checkout placeholder(<previous commit>)"_s);
        row(u"sort < in > out"_s, u"sort <in >out"_s);
        row(u"sort <in.txt >out.txt"_s, u"sort <in.txt >out.txt"_s);
    }
    void words_haveTheirParts()
    {
        QFETCH(QString, text);

        QTEST(test::outline(readShell(text)), "expected");
    }

    void statements_haveTheirForm_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        const auto row = [](const QString &text, const QString &expected) {
            QTest::newRow(qPrintable(text.simplified())) << text << expected;
        };
        row(u""_s, u""_s);
        row(u"# only a comment"_s, u""_s);
        row(u"a; b\nc & d"_s, u"a ; b ; c& ; d"_s);
        row(u"a | b |& c"_s, u"pipe[a; b; c]"_s);
        row(u"a |\n  b"_s, u"pipe[a; b]"_s);
        row(u"a && b || c"_s, u"list[a; b; c]"_s);
        row(u"! a"_s, u"!a"_s);
        row(u"A=1 B='x y' c"_s, u"A:=1 B:='x y' c"_s);
        row(u"A=$(b)"_s, u"A:=$(b)"_s);
        row(u"A="_s, u"A:="_s);
        row(u"a >x 2>&1 <<<y &>z"_s, u"a >x >&1 <<<y &>z"_s);
        row(u"for x in a $b; do c $x; done"_s, u"loop[x:; a $b:; c $x]"_s);
        row(u"for x in a\ndo\n c\n d\ndone | e"_s, u"pipe[loop[x:; a:; c; d]; e]"_s);
        row(u"for ((i=0; i<3; i++)); do a; done"_s, u"loop[a]"_s);
        row(u"while a; do b; done < f"_s, u"loop[a; b]"_s);
        row(u"until a\ndo b\ndone"_s, u"loop[a; b]"_s);
        row(u"if a; then b; elif c; then d; else e; fi"_s, u"if[a; b; c; d; e]"_s);
        row(u"if [ -f x ]; then b; fi"_s, u"if[[ -f x ]; b]"_s);
        row(u"case $x in a|b) c;; *) d; esac"_s, u"if[$x:; c; d]"_s);
        row(u"( a; b ) && { c; }"_s, u"list[group[a; b]; group[c]]"_s);
        row(u"f() { a; }\nfunction g { b; }"_s, u"function[f:; group[a]] ; function[g:; group[b]]"_s);
        row(u"[[ -n $x && $(y) == z* ]] && a"_s, u"list[test[-n $x $(y) == zglob(*):]; a]"_s);
        row(u"(( i++ ))"_s, u"test[]"_s);
        row(u"echo done"_s, u"echo done"_s);
        row(u"a # b; c\nd"_s, u"a ; d"_s);
        row(u"a#b"_s, u"a#b"_s);
        row(u"cat <<EOF > x\n a $b\nEOF\nc"_s, u"cat <<EOF >x ; c"_s);
        row(u"cat <<'A' <<B\n1\nA\n2\nB\nc"_s, u"cat <<'A' <<B ; c"_s);
    }
    void statements_haveTheirForm()
    {
        QFETCH(QString, text);

        QTEST(test::outline(readShell(text)), "expected");
    }

    void whatIsNotUnderstood_isUnparsedAndTheNextLineIsRead_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        const auto row = [](const QString &text, const QString &expected) {
            QTest::newRow(qPrintable(text.simplified())) << text << expected;
        };
        row(u"echo 'a\nb"_s, u"unparsed[] ; b"_s);
        row(u"echo \"a\nb"_s, u"unparsed[] ; b"_s);
        row(u"echo `a\nb"_s, u"unparsed[] ; b"_s);
        row(u"echo $(a\nb"_s, u"unparsed[] ; b"_s);
        row(u"echo ${a\nb"_s, u"unparsed[] ; b"_s);
        row(u"a ) b\nc"_s, u"a ; unparsed[] ; c"_s);
        row(u"a=(1 2)\nb"_s, u"unparsed[] ; b"_s);
        row(u"done\nb"_s, u"unparsed[] ; b"_s);
        row(u"a &&\n| c\nb"_s, u"unparsed[] ; b"_s);
        row(u"a >\nb"_s, u"unparsed[] ; b"_s);
        row(u"for x in a; do\n b"_s, u"unparsed[]"_s);
        row(u"for x in a; do\n b )\n c\ndone"_s, u"loop[x:; a:; b; unparsed[]; c]"_s);
        row(u"cat <<EOF\n{ \"a\": 1 }\nrm x"_s, u"unparsed[]"_s);
        row(u"echo $(for\n)\nb"_s, u"unparsed[] ; unparsed[] ; b"_s);
    }
    void whatIsNotUnderstood_isUnparsedAndTheNextLineIsRead()
    {
        QFETCH(QString, text);

        const Script script = readShell(text);

        QTEST(test::outline(script), "expected");
        for (const Statement &each : script.statements)
            QVERIFY(each.kind != Statement::Kind::Unparsed || !each.reason.isEmpty());
    }

    void places_countFromTheFirstLineGiven()
    {
        const QString text = u"# note\naws a \\\n  --b $(c d)\n"_s;

        const Script script = readShell(text, 10);

        const Statement &statement = script.statements.front();
        const commandline::Word &last = statement.command.words.last();
        QCOMPARE(script.comments.first().place.line, 10);
        QVERIFY(script.comments.first().ownLine);
        QCOMPARE(statement.place.line, 11);
        QCOMPARE(last.place.line, 12);
        QCOMPARE(last.place.column, 7);
        QCOMPARE(text.mid(last.place.offset, last.source.size()), u"$(c d)"_s);
        const Statement &inner = last.parts.first().script->statements.front();
        QCOMPARE(text.mid(inner.place.offset, 3), u"c d"_s);
        QCOMPARE(inner.place.column, 9);
        QCOMPARE(statement.source, u"aws a \\\n  --b $(c d)"_s);
    }

    void placesInBackticks_areThoseOfTheText()
    {
        const QString text = u"echo x\necho  `ls -l`"_s;

        const Script script = readShell(text);

        const Statement &inner = script.statements[1].command.words.last().parts.first().script->statements.front();
        QCOMPARE(inner.place.line, 2);
        QCOMPARE(inner.place.column, 8);
        QCOMPARE(text.mid(inner.place.offset, 5), u"ls -l"_s);
    }

    void heredoc_bodyIsKeptAsItIs()
    {
        const Script script = readShell(u"cat > f.json <<EOF\n{\n  \"a\": $x\n}\nEOF\nnext"_s);

        const commandline::Redirection &redirection = script.statements[0].command.redirections.last();
        QCOMPARE(redirection.body, u"{\n  \"a\": $x\n}\n"_s);
        QVERIFY(redirection.bodyIsExpanded);
        QCOMPARE(redirection.bodyPlace.line, 2);
        QCOMPARE(script.statements[0].source, u"cat > f.json <<EOF"_s);
        QCOMPARE(script.statements[1].place.line, 6);
        QVERIFY(!readShell(u"cat <<'E'\n$x\nE"_s).statements[0].command.redirections[0].bodyIsExpanded);
        QCOMPARE(readShell(u"cat <<-E\n\tx\n\tE"_s).statements[0].command.redirections[0].body, u"x\n"_s);
    }

    void literal_isWhatNeedsNoExpansion()
    {
        const Script script = readShell(u"a 'b c'd $x \"<e>\" <f> *"_s);

        const QList<commandline::Word> &words = script.statements[0].command.words;
        QCOMPARE(words[1].literal(), std::optional(u"b cd"_s));
        QCOMPARE(words[2].literal(), std::nullopt);
        QCOMPARE(words[3].literal(), std::optional(u"<e>"_s));
        QCOMPARE(words[4].literal(), std::nullopt);
        QCOMPARE(words[4].text(), u"<f>"_s);
        QCOMPARE(words[5].literal(), std::nullopt);
    }

    void placeholders_areTold_data()
    {
        QTest::addColumn<bool>("expected");
        for (const char *text : {"<BACKUP_ARN>", "<task-id>", "<your bucket>", "{{ table }}", "YOUR_BUCKET",
                 "FUNCTION_NAME", "ACCOUNT_ID", "us-east-1_XXXXXXX", "XXXX"})
            QTest::newRow(text) << true;
        for (const char *text : {"PAY_PER_REQUEST", "SUPPRESS", "DYNAMODB_JSON", "ALARM", "chat-lambda", "", "<>",
                 "a<b", "us-east-1", "5XXError", "ID", "<EXPORT"})
            QTest::newRow(text) << false;
    }
    void placeholders_areTold()
    {
        QTEST(commandline::isPlaceholder(QString::fromLatin1(QTest::currentDataTag())), "expected");
    }

    void placeholders_areFoundInText()
    {
        QCOMPARE(commandline::placeholdersIn(u"arn:aws:dynamodb:us-east-1:ACCOUNT_ID:table/<name>-FUNCTION_NAME"_s),
            (QStringList{u"ACCOUNT_ID"_s, u"<name>"_s, u"FUNCTION_NAME"_s}));
    }
};

QTEST_GUILESS_MAIN(TestShell)
#include "tst_shell.moc"

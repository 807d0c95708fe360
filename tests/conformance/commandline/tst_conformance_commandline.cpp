// SPDX-License-Identifier: GPL-3.0-or-later
#include <aws/models.h>
#include <commandline/awscli.h>
#include <support/fences.h>
#include <support/vectors.h>

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <cstdio>

using namespace sm;
using namespace Qt::Literals::StringLiterals;
using commandline::AwsCommand;
using commandline::CommandUse;
using commandline::Problem;

namespace {

struct Read
{
    AwsCommand command;
    bool isTaken = false;
};

/// The line on which the logical line of \p number begins: those before it that end in a backslash belong to it.
int logicalLine(const QStringList &lines, int number)
{
    while (number > 1 && lines.value(number - 2).endsWith(u'\\'))
        --number;
    return number;
}

QStringList namesIn(const QList<Problem> &problems, const QString &rule)
{
    static const QRegularExpression option(u"--[a-z0-9-]+"_s);
    QStringList names;
    for (const Problem &problem : problems) {
        if (problem.rule == rule)
            names << option.match(problem.message).captured().mid(2);
    }
    names.sort();
    return names;
}

bool hasRule(const AwsCommand &command, const QStringList &rules)
{
    return std::any_of(command.problems.begin(), command.problems.end(),
        [&rules](const Problem &problem) { return rules.contains(problem.rule); });
}

/// What the suite looks at: names and what is required. Values, file names and the CLI's name of a service it does not.
QString verdict(const AwsCommand &command)
{
    if (hasRule(command, {u"aws-unknown-service"_s}))
        return u"unknown service"_s;
    if (command.kind == AwsCommand::Kind::HighLevel)
        return u"CLI high-level command (not one API operation)"_s;
    if (command.kind == AwsCommand::Kind::Waiter)
        return u"CLI waiter"_s;
    return hasRule(command, {u"aws-unknown-operation"_s, u"aws-unknown-option"_s, u"aws-missing-option"_s})
        ? u"invalid per service model"_s
        : u"ok"_s;
}

QStringList sorted(const QJsonValue &list)
{
    QStringList names;
    for (const QJsonValue item : list.toArray())
        names << item.toString();
    names.sort();
    return names;
}

QStringList sorted(QStringList names)
{
    names.sort();
    return names;
}

/// What differs; empty: nothing.
QString difference(const QJsonObject &wanted, const AwsCommand &command)
{
    QStringList made;
    const auto compare = [&made](const QString &what, const QString &found, const QString &expected) {
        if (found != expected)
            made << u"%1 is %2, not %3"_s.arg(what, found, expected);
    };
    compare(u"verdict"_s, verdict(command), wanted[u"verdict"].toString());
    compare(u"flags"_s, sorted(command.options).join(u' '), sorted(wanted[u"flags"]).join(u' '));
    if (wanted.contains(u"api_operation"_s))
        compare(u"operation"_s, command.operation, wanted[u"api_operation"].toString());
    compare(u"unknown"_s, namesIn(command.problems, u"aws-unknown-option"_s).join(u' '),
        sorted(wanted[u"unknown_flags"]).join(u' '));
    compare(u"missing"_s, namesIn(command.problems, u"aws-missing-option"_s).join(u' '),
        sorted(wanted[u"missing_required"]).join(u' '));
    if (made.isEmpty())
        return {};
    for (const Problem &problem : command.problems)
        made << problem.rule + u": "_s + problem.message;
    return made.join(u"; "_s);
}

} // namespace

/// Judges every `aws` command of the runbooks as the suite does, which looked at names and at what is required alone.
class TestConformanceCommandline : public QObject
{
    Q_OBJECT

private:
    const aws::Models m_models;
    const commandline::AwsReader m_reader{m_models};
    QHash<QString, QList<Read>> m_runbooks; ///< by their number
    QHash<QString, QStringList> m_lines;

    void read(const QString &number, const QString &path)
    {
        QFile file(path);
        QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(path));
        const QString text = QString::fromUtf8(file.readAll());
        m_lines.insert(number, text.split(u'\n'));
        for (const test::Fence &fence : test::fencesOf(text)) {
            const commandline::Script script = commandline::readShell(fence.text, fence.firstLine);
            for (const CommandUse &use : commandline::commandsOf(script)) {
                if (!use.words.isEmpty() && use.words.first().literal() == u"aws"_s)
                    m_runbooks[number] << Read{m_reader.read(use)};
            }
        }
    }

    QString problem(const QJsonObject &wanted)
    {
        const QString seed = wanted[u"seed"].toString();
        QList<Read> &found = m_runbooks[seed];
        const auto it = std::find_if(found.begin(), found.end(), [&](const Read &each) {
            return !each.isTaken && each.command.writtenService == wanted[u"service"].toString()
                && each.command.writtenOperation.section(u' ', 0, 0) == wanted[u"operation"].toString()
                && logicalLine(m_lines[seed], each.command.place.line) == wanted[u"line"].toInt();
        });
        if (it == found.end())
            return u"not found"_s;
        it->isTaken = true;
        return difference(wanted, it->command);
    }

private Q_SLOTS:
    void everyCommand_isJudgedAsTheModelsSay()
    {
        const QDir folder(test::vectorsFolder());
        QFile file(folder.filePath(u"aws-examples/runbook-commands.json"_s));
        const QDir seeds(folder.filePath(u"../seeds"_s));
        const QStringList runbooks = seeds.entryList({u"*.txt"_s, u"*.md"_s}, QDir::Files, QDir::Name);
        if (!file.open(QIODevice::ReadOnly) || runbooks.isEmpty())
            QSKIP("STATIONMASTER_VECTORS holds no runbook-commands.json, or no seeds beside it");
        for (const QString &runbook : runbooks)
            read(runbook.section(u'_', 0, 0), seeds.filePath(runbook));

        int passed = 0;
        const QJsonArray cases = QJsonDocument::fromJson(file.readAll()).object()[u"commands"].toArray();
        for (const QJsonValue one : cases) {
            const QString what = problem(one.toObject());
            if (what.isEmpty())
                ++passed;
            else
                qWarning("%s:%d %s %s: %s", qPrintable(one[u"seed"].toString()), one[u"line"].toInt(),
                    qPrintable(one[u"service"].toString()), qPrintable(one[u"operation"].toString()), qPrintable(what));
        }

        std::printf("runbook-commands: %d/%d\n", passed, int(cases.size()));
        std::fflush(stdout);
        QVERIFY(!cases.isEmpty());
        QCOMPARE(passed, cases.size());
    }
};

QTEST_GUILESS_MAIN(TestConformanceCommandline)
#include "tst_conformance_commandline.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules.h"

#include <commandline/shell.h>

using namespace Qt::Literals::StringLiterals;

namespace sm::lint {

namespace {

bool isTimeOption(const QString &option)
{
    static const QStringList names{
        u"start-time"_s, u"end-time"_s, u"start-date"_s, u"end-date"_s, u"from"_s, u"to"_s, u"since"_s};
    return names.contains(option);
}

/// GNU date prints the date alone for --iso-8601 and -I; hours, minutes or seconds have to be asked for. A format
/// without them makes the same of some hours ago.
bool printsDateOnly(const commandline::Word &word)
{
    static const QRegularExpression iso(u"\\bdate\\b[^|;]*\\s(--iso-8601|-I)(?![\\w=])"_s);
    static const QRegularExpression day(
        u"\\bdate\\b[^|;]*\\b(hours?|minutes?|mins?) ago[^|;]*\\+[\"']?(%F|%Y-%m-%d)[\"']?\\s*$"_s);
    return std::any_of(word.parts.begin(), word.parts.end(), [](const commandline::WordPart &part) {
        return part.kind == commandline::WordPart::Kind::Command
            && (iso.match(part.text).hasMatch() || day.match(part.text).hasMatch());
    });
}

/// What was put into the variable that \p word is, in the same script; nullptr: it is none.
const commandline::Assignment *assignmentOf(const Page &page, const Command &command, const commandline::Word &word)
{
    const bool isVariable = word.parts.size() == 1 && word.parts.first().kind == commandline::WordPart::Kind::Variable;
    for (const Command &other : page.commands) {
        for (const commandline::Assignment &each : other.use.command.assignments) {
            if (isVariable && other.scope == command.scope && each.name == word.parts.first().text)
                return &each;
        }
    }
    return nullptr;
}

void reportDateOnly(const Page &page, Report &report)
{
    for (const Command &command : page.commands) {
        const QStringList options = command.aws ? command.aws->options : QStringList();
        for (const QString &option : options) {
            const commandline::Word *word = isTimeOption(option) ? command.optionWord(option) : nullptr;
            const commandline::Assignment *assigned = word == nullptr ? nullptr : assignmentOf(page, command, *word);
            if (word != nullptr && printsDateOnly(assigned == nullptr ? *word : assigned->value))
                report.add(assigned == nullptr ? command.optionLine(option) : assigned->place.line,
                    tr("This prints the day without the time: an hour ago and now are the same instant, and "
                       "the "
                       "window is empty."),
                    tr("date -u --iso-8601=seconds, with -d for the past."));
        }
    }
}

/// A word with a date in it: what comes before, and the date's format.
struct Dated
{
    const Command *command;
    int line;
    QString stem; ///< "exports/"
    QString date; ///< "+%Y%m%d"
};

QList<Dated> datedPaths(const Page &page)
{
    static const QRegularExpression pattern(u"([\\w./-]*[/\\w-])\\$\\(date[^)]*?(\\+[^)]*)\\)"_s);
    QList<Dated> found;
    for (const Command &command : page.commands) {
        for (const commandline::Word &word : command.use.words) {
            const QRegularExpressionMatch match = pattern.match(word.text());
            if (match.hasMatch())
                found.append({&command, word.place.line, match.captured(1), match.captured(2)});
        }
    }
    return found;
}

bool isSamePlace(const Dated &a, const Dated &b)
{
    const qsizetype slash = std::min(a.stem.size(), b.stem.size());
    const QString end = a.stem.right(slash);
    return slash >= 3 && b.stem.endsWith(end) && a.date == b.date && end.contains(u'/');
}

void reportRecomputedDate(const Page &page, Report &report)
{
    const QList<Dated> all = datedPaths(page);
    for (qsizetype i = 0; i < all.size(); ++i) {
        for (qsizetype j = 0; j < i; ++j) {
            if (all.at(i).command->scope != all.at(j).command->scope
                || all.at(i).command->block == all.at(j).command->block || !isSamePlace(all.at(i), all.at(j)))
                continue;
            report.add(all.at(i).line,
                tr("The date is computed again, in another step than line %1: past midnight it is another one, and "
                   "what was "
                   "written is not found.")
                    .arg(all.at(j).line),
                tr("Set a variable once, DAY=$(date …), and use it in both steps."));
            break;
        }
    }
}

/// In prose nothing runs a command.
void reportDateInProse(const Page &page, Report &report)
{
    using Kind = markdown::Block::Kind;
    static const QRegularExpression substitution(u"\\$\\((date|whoami|hostname|git)\\b[^)]*\\)"_s);
    const QStringList &lines = page.document.source.lines;
    for (const markdown::Block &block : page.document.blocks) {
        if (block.kind == Kind::Code || block.kind == Kind::Html)
            continue;
        for (int line = block.line; line <= block.lastLine; ++line) {
            QString text = lines.value(line - 1);
            static const QRegularExpression span(u"`[^`]*`"_s);
            text.remove(span);
            const QRegularExpressionMatch match = substitution.match(text);
            if (match.hasMatch())
                report.add(line, tr("%1 stands in the text, where nothing fills it in.").arg(match.captured(0)),
                    tr("Write the date, or let the step that publishes the file fill it in."));
        }
    }
}

} // namespace

QList<Rule> dateRules()
{
    return {{u"date-without-time"_s, Finding::Severity::Error, reportDateOnly},
        {u"date-recomputed"_s, Finding::Severity::Error, reportRecomputedDate},
        {u"date-in-prose"_s, Finding::Severity::Warning, reportDateInProse}};
}

} // namespace sm::lint

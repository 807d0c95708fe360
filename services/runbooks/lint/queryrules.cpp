// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules.h"
#include "shapenames.h"

#include <QSet>

using namespace Qt::Literals::StringLiterals;

namespace sm::lint {

namespace {

/// Names of members that \p query looks at; those that it gives itself, functions and literals are none.
QStringList fieldsOf(QString query)
{
    static const QRegularExpression literals(u"'(?:[^'\\\\]|\\\\.)*'|`(?:[^`\\\\]|\\\\.)*`"_s);
    static const QRegularExpression field(u"(?<![\\w$])([A-Za-z_]\\w*)(?!\\w)(?!\\s*[(:])"_s);
    static const QRegularExpression ownName(u"(\\w+)\\s*:"_s);
    query.replace(literals, u" "_s);
    query.remove(u'"');
    QSet<QString> own;
    for (const QRegularExpressionMatch &match : ownName.globalMatch(query))
        own.insert(match.captured(1));
    QStringList fields;
    for (const QRegularExpressionMatch &match : field.globalMatch(query)) {
        if (!own.contains(match.captured(1)))
            fields.append(match.captured(1));
    }
    return fields;
}

ShapeNames answerNames(const Page &page, const Command &command)
{
    const auto model = page.models.service(command.aws->service);
    const aws::Operation *operation = model ? (*model)->operation(command.aws->operation) : nullptr;
    return shapeNames(operation == nullptr ? nullptr : operation->output);
}

void reportUnknownField(const Page &page, Report &report)
{
    for (const Command &command : page.commands) {
        if (!command.aws || command.aws->kind != commandline::AwsCommand::Kind::Operation
            || command.aws->query.isEmpty())
            continue;
        const QStringList fields = fieldsOf(command.aws->query);
        const ShapeNames names = fields.isEmpty() ? ShapeNames{{}, true} : answerNames(page, command);
        for (const QString &field : fields) {
            if (field == "ResponseMetadata"_L1) {
                report.add(command.optionLine(u"query"_s),
                    tr("The AWS CLI takes ResponseMetadata out before it looks at --query: this is always null."),
                    tr("Look at the command's exit code: 0 means that the service answered."));
                break;
            }
            if (names.isOpen || names.members.contains(field))
                continue;
            report.add(command.optionLine(u"query"_s),
                tr("The answer of %1 holds no %2: what the query compares or shows is always null.")
                    .arg(command.aws->writtenOperation, field));
            break;
        }
    }
}

/// Whether \p query gives a list of single values, which --output text writes on one line.
bool isFlatList(const QString &query)
{
    static const QRegularExpression flat(u"\\[[^\\]\\[]*\\](\\.\\w+)+\\s*$"_s);
    static const QRegularExpression single(u"\\[-?\\d+\\](\\.\\w+)+\\s*$"_s);
    QString plain = query;
    static const QRegularExpression literals(u"'[^']*'|`[^`]*`"_s);
    plain.replace(literals, u"0"_s);
    return flat.match(plain).hasMatch() && !single.match(plain).hasMatch();
}

/// Programs and options that work line by line.
bool worksByLine(const Command &command)
{
    static const QStringList programs{u"head"_s, u"tail"_s, u"sort"_s, u"uniq"_s, u"sed"_s, u"read"_s, u"grep"_s};
    return programs.contains(command.program) || !command.use.standIn.isEmpty()
        || (command.program == "wc"_L1 && command.words.contains(u"-l"_s));
}

void reportTextLines(const Page &page, Report &report)
{
    for (const Command &command : page.commands) {
        if (!command.aws || command.aws->output != "text"_L1 || !isFlatList(command.aws->query))
            continue;
        for (const Command *next : page.restOfPipe(command)) {
            if (next->program == "tr"_L1)
                break; // tr '\t' '\n'
            if (!worksByLine(*next))
                continue;
            report.add(command.line,
                tr("--output text writes a list of values on one line, with tabs between: %1 sees a single line.")
                    .arg(next->use.wrappers.isEmpty() ? next->program : u"xargs -I"_s),
                tr("Put | tr '\\t' '\\n' behind it, or take --output json and | jq -r '.[]'."));
            break;
        }
    }
}

void reportFirstItem(const Page &page, Report &report)
{
    static const QRegularExpression first(u"^\\w+\\[0\\]"_s);
    for (const Command &command : page.commands) {
        if (!command.aws || !command.use.inSubstitution || !first.match(command.aws->query).hasMatch()
            || command.aws->maxItems > 0)
            continue;
        const auto isWriteAround = [&command](const Command &other) {
            return other.aws && !other.use.inSubstitution && other.block == command.block
                && other.use.statement == command.use.statement && !other.words.value(2).startsWith("get-"_L1)
                && !other.words.value(2).startsWith("describe-"_L1) && !other.words.value(2).startsWith("list-"_L1);
        };
        if (page.anyInScope(command, isWriteAround))
            report.add(command.line,
                tr("It changes whichever comes first in the list, which may be another one tomorrow."),
                tr("Choose by name: --query 'items[?name==`NAME`].id'."));
    }
}

} // namespace

QList<Rule> queryRules()
{
    return {{u"query-unknown-field"_s, Finding::Severity::Error, reportUnknownField},
        {u"query-first-item"_s, Finding::Severity::Warning, reportFirstItem},
        {u"text-output-lines"_s, Finding::Severity::Error, reportTextLines}};
}

} // namespace sm::lint

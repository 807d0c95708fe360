// SPDX-License-Identifier: GPL-3.0-or-later
// How AwsReading goes through the options of a command.
#include "awsreading.h"
#include "globaloptions.h"
#include "suggestion.h"

#include <QCoreApplication>

namespace sm::commandline {

using namespace Qt::Literals::StringLiterals;
using Kind = AwsCommand::Kind;
using Severity = Problem::Severity;
using Takes = OptionName::Takes;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::commandline::Aws", text); }

QString fullName(const Argument &argument)
{
    return (argument.isNegative ? u"no-"_s : QString()) + argument.option->name;
}

/// A word that may turn out to be none or several: $OPTIONS, "${ARGS[@]}".
bool mayBeAnything(const Word &word)
{
    return word.parts.size() == 1 && word.parts.first().kind == WordPart::Kind::Variable
        && (!word.parts.first().quoted || word.parts.first().modifier.contains(u'@'));
}

} // namespace

/// Those whose value can be read; of an option that is there twice only the last, as the CLI does.
QList<Argument> AwsReading::understood(const Arguments &arguments, const QList<OptionName> &options)
{
    QHash<QString, qsizetype> places;
    QList<Argument> made;
    for (const Argument &argument : arguments.options) {
        if (!argument.option) {
            unknownOption(argument, options);
            continue;
        }
        const QString name = fullName(argument);
        m_command.options << name;
        Problem found{Severity::Error, {}, argument.place, argument.length, {}, {}};
        if (argument.lacksValue) {
            found.rule = u"aws-missing-value"_s;
            found.message = tr("--%1 needs a value.").arg(name);
        } else if (argument.hasNeedlessValue) {
            found.rule = u"aws-extra-word"_s;
            found.message = tr("--%1 takes no value; it is --%1 or --no-%1.").arg(argument.option->name);
        } else if (argument.isShort) {
            found = {Severity::Warning, u"aws-option-prefix"_s, argument.place, argument.length,
                tr("--%1 is short for --%2; a newer AWS CLI may take it for another option.")
                    .arg(argument.written, name),
                argument.length > 0 ? std::optional(u"--"_s + name) : std::nullopt};
        } else if (places.contains(argument.option->name)) {
            found = {Severity::Warning, u"aws-repeated-option"_s, argument.place, argument.length,
                tr("--%1 is there twice; only the last counts.").arg(name), {}};
        }
        if (!found.rule.isEmpty())
            m_command.problems << found;
        if (argument.lacksValue || argument.hasNeedlessValue) {
            m_given.insert(argument.option->member, argument);
            continue;
        }
        if (places.contains(argument.option->name)) {
            made[places.value(argument.option->name)] = argument;
        } else {
            places.insert(argument.option->name, made.size());
            made << argument;
        }
    }
    return made;
}

void AwsReading::unknownOption(const Argument &argument, const QList<OptionName> &options)
{
    m_command.options << argument.written;
    Problem found{Severity::Error, u"aws-unknown-option"_s, argument.place, argument.length, {}, {}};
    const QString &name = argument.written;
    static const QSet<QString> pages{u"max-items"_s, u"page-size"_s, u"starting-token"_s};
    const QString service = m_names.hasService(m_command.writtenService) ? m_command.writtenService
                                                                         : m_names.serviceOf(m_command.service);
    QStringList known;
    for (const OptionName &option : options) {
        if (!option.isPositional && !inputOptions().contains(option))
            known << option.name;
    }
    const std::optional<QString> usual = usualOption(service, m_command.writtenOperation, name);
    const Suggestion near = usual ? Suggestion{*usual, true} : suggestion(name, known);
    const QStringList others = near.isSure ? QStringList() : m_names.commandsWith(service, name);
    const QString command = u"aws %1 %2"_s.arg(m_command.writtenService, m_command.writtenOperation);
    if (argument.choices.size() > 1) {
        found.message = tr("--%1 may be short for %2.").arg(name, u"--"_s + argument.choices.join(u", --"_s));
    } else if (pages.contains(name) && m_command.kind == Kind::Operation) {
        found.rule = u"aws-not-paginated"_s;
        found.message = tr("\"%1\" does not answer in pages, so it has no --%2.").arg(command, name);
    } else if (!others.isEmpty()) {
        found.message = tr("\"%1\" has no option --%2; %3 has.").arg(command, name, others.mid(0, 3).join(u", "_s));
    } else if (!near.name.isEmpty()) {
        found.message = tr("\"%1\" has no option --%2. Did you mean --%3?").arg(command, name, near.name);
        if (near.isSure && argument.length > 0)
            found.fix = u"--"_s + near.name;
    } else {
        found.message = tr("\"%1\" has no option --%2.").arg(command, name);
    }
    m_command.problems << found;
}

void AwsReading::checkRequired(const Arguments &arguments, const QList<OptionName> &options)
{
    if (m_hasInput || !m_command.isComplete)
        return;
    // --ingress gives what --egress requires: the same member.
    QSet<QString> given;
    for (const Argument &argument : arguments.options) {
        if (argument.option)
            given << argument.option->name << u'=' + argument.option->member;
    }
    for (const OptionName &option : options) {
        const bool isGiven
            = given.contains(option.name) || (!option.member.isEmpty() && given.contains(u'=' + option.member));
        if (option.isRequired && !option.isPositional && !isGiven)
            problem(Severity::Error, u"aws-missing-option"_s, m_operation, tr("--%1 is required.").arg(option.name));
    }
}

void AwsReading::positionals(const Arguments &arguments, const QList<OptionName> &options)
{
    qsizetype at = 0;
    for (const OptionName &option : options) {
        if (!option.isPositional)
            continue;
        const qsizetype count = option.takes == Takes::List ? arguments.positionals.size() - at
                                                            : qsizetype(at < arguments.positionals.size());
        if (option.isRequired && count == 0 && m_command.isComplete && !m_hasInput)
            problem(Severity::Error, option.name == u"outfile"_s ? u"aws-missing-outfile"_s : u"aws-missing-value"_s,
                m_operation,
                option.name == u"outfile"_s ? tr("The name of the file for the answer is missing at the end.")
                                            : tr("<%1> is missing.").arg(option.name));
        for (const Word &word : arguments.positionals.mid(at, count)) {
            if (const std::optional<Word> uncertain = m_mask.uncertain(m_mask.text(word), word.place))
                m_command.deferred.insert(
                    option.name == u"outfile"_s ? u"outfile"_s : u"positionals/%1"_s.arg(m_command.positionals.size()),
                    *uncertain);
            if (option.name == u"outfile"_s)
                m_command.outfile = word.text();
            else
                m_command.positionals << word.text();
        }
        at += count;
    }
    for (const Word &word : arguments.positionals.mid(at)) {
        if (mayBeAnything(word))
            m_command.isComplete = false;
        else
            problem(Severity::Error, u"aws-extra-word"_s, word, tr("\"%1\" belongs to no option.").arg(word.text()));
    }
}

/// A command that the AWS CLI adds to the API's.
void AwsReading::own(const CommandName &command)
{
    m_command.kind = Kind::HighLevel;
    m_command.operation = command.name;
    namesOnly(command);
    if (m_command.writtenService == u"s3"_s)
        checkBucketPaths();
}

/// Checks names alone; values are kept as they are written.
void AwsReading::namesOnly(const CommandName &command)
{
    QList<OptionName> options = command.options;
    if (!command.operation.isEmpty())
        options += inputOptions();
    if (command.hasPages)
        options += pageOptions(command.hasPageSize);
    const Arguments arguments = readArguments(m_words, options);
    InputBuilder builder(m_command, m_mask, m_isRaw);
    for (const Argument &argument : understood(arguments, options)) {
        m_hasInput = m_hasInput || inputOptions().contains(*argument.option);
        m_command.settings.insert(fullName(argument), builder.setting(u"settings/"_s + fullName(argument), argument));
    }
    positionals(arguments, options);
    checkRequired(arguments, options);
    m_command.isComplete = m_command.isComplete && command.operation.isEmpty();
}

void AwsReading::checkBucketPaths()
{
    static const QSet<QString> two{u"cp"_s, u"mv"_s, u"sync"_s};
    static const QSet<QString> one{u"rm"_s, u"mb"_s, u"rb"_s, u"presign"_s, u"website"_s};
    const QStringList &paths = m_command.positionals;
    const bool takesTwo = two.contains(m_command.operation);
    if (!takesTwo && !one.contains(m_command.operation))
        return;
    const qsizetype wanted = takesTwo ? 2 : 1;
    if (paths.size() < wanted && m_command.isComplete)
        return problem(Severity::Error, u"aws-missing-value"_s, m_operation,
            takesTwo ? tr("\"aws s3 %1\" needs where from and where to.").arg(m_command.operation)
                     : tr("\"aws s3 %1\" needs a path.").arg(m_command.operation));
    if (paths.size() > wanted)
        return problem(
            Severity::Error, u"aws-extra-word"_s, m_operation, tr("\"%1\" belongs to no option.").arg(paths.last()));
    const bool isRemote = std::any_of(paths.begin(), paths.end(), [](const QString &path) {
        return path.startsWith("s3://"_L1) || path.startsWith(u'$') || path.startsWith(u'<');
    });
    if (!isRemote && !paths.isEmpty() && m_command.operation != u"presign"_s)
        problem(Severity::Error, u"aws-invalid-value"_s, m_operation,
            tr("\"aws s3 %1\" needs a path that begins with s3://.").arg(m_command.operation));
}

} // namespace sm::commandline

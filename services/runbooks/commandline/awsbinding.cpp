// SPDX-License-Identifier: GPL-3.0-or-later
// How AwsReading binds a command to its operation's model.
#include "awsreading.h"
#include "customoptions.h"
#include "globaloptions.h"
#include "validatepath.h"

#include <aws/cliname.h>
#include <aws/validate.h>

#include <QCoreApplication>

namespace sm::commandline {

using namespace Qt::Literals::StringLiterals;
using aws::Member;
using aws::Shape;
using Kind = AwsCommand::Kind;
using Severity = Problem::Severity;
using Takes = OptionName::Takes;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::commandline::Aws", text); }

/// Cheaper than the CLI's name of each.
QHash<QByteArray, const Member *> bySqueezedName(const Shape &shape)
{
    QHash<QByteArray, const Member *> members;
    for (const Member &member : shape.members)
        members.insert(squeezed(member.name), &member);
    return members;
}

OptionName optionFor(const QString &name, const Member &member, const Shape &shape)
{
    OptionName option;
    option.name = name;
    option.member = member.name;
    option.isRequired = shape.required.contains(member.name) && !member.idempotencyToken;
    option.takes = member.shape->type == Shape::Type::List ? Takes::List
        : member.shape->type == Shape::Type::Boolean       ? Takes::Switch
                                                           : Takes::Value;
    return option;
}

bool answersBytes(const aws::Operation &operation)
{
    const Shape *output = operation.output;
    const Member *payload = output && !output->payload.isEmpty() ? output->member(output->payload) : nullptr;
    return payload && payload->shape->type == Shape::Type::Blob;
}

/// What the CLI's own list has, and the members that a newer model has beyond it.
QList<OptionName> optionsOf(const aws::ServiceModel &model, const aws::Operation &operation, const CommandName *names)
{
    QList<OptionName> options = names ? names->options : QList<OptionName>();
    QSet<QString> covered;
    static const Shape nothing;
    const Shape &shape = operation.input ? *operation.input : nothing;
    const QHash<QByteArray, const Member *> members = bySqueezedName(shape);
    for (OptionName &option : options) {
        const bool isOwn = option.isCliOwn || option.isPositional;
        const Member *member = isOwn  ? nullptr
            : option.member.isEmpty() ? members.value(squeezed(option.name))
                                      : shape.member(option.member);
        option.isCliOwn = !member;
        if (member) {
            option.member = member->name;
            covered.insert(member->name);
        }
    }
    for (const Member &member : shape.members) {
        if (covered.contains(member.name))
            continue;
        options << optionFor(aws::cliName(member.name), member, shape);
        // What the CLI has no option for it fills in itself.
        options.last().isRequired = options.last().isRequired && !names;
    }
    const aws::Pagination *pages = model.pagination(operation.name);
    if (names ? names->hasPages : pages != nullptr) {
        const QList<OptionName> more = pageOptions(names ? names->hasPageSize : !pages->limitKey.isEmpty());
        options.removeIf([&more](const OptionName &each) {
            return std::any_of(
                more.begin(), more.end(), [&each](const OptionName &page) { return page.name == each.name; });
        });
        options += more;
    }
    if (!names && answersBytes(operation))
        options << OptionName{u"outfile"_s, Takes::Value, true, true, true, {}};
    return options + inputOptions();
}

} // namespace

void AwsReading::bind(
    const aws::ServiceModel &model, const aws::Operation &operation, const std::optional<CommandName> &names)
{
    const QList<OptionName> options = optionsOf(model, operation, names ? &*names : nullptr);
    const Arguments arguments = readArguments(m_words, options);
    InputBuilder builder(m_command, m_mask, m_isRaw);
    const QList<Argument> usable = understood(arguments, options);
    for (const Argument &argument : usable) {
        if (argument.option->name == u"cli-input-json"_s && operation.input)
            builder.whole(argument, *operation.input);
    }
    for (const Argument &argument : usable)
        bindArgument(argument, builder, operation);
    if (m_command.service == u"ec2"_s && operation.name == u"RunInstances"_s)
        fillCount(m_command);
    positionals(arguments, options);
    checkRequired(arguments, options);
    checkInput(operation);
}

void AwsReading::bindArgument(const Argument &argument, InputBuilder &builder, const aws::Operation &operation)
{
    const OptionName &option = *argument.option;
    const Member *member = operation.input && !option.isCliOwn ? operation.input->member(option.member) : nullptr;
    if (!member) {
        if (!bindOwn(argument, builder, operation))
            m_command.settings.insert(option.name, builder.setting(u"settings/"_s + option.name, argument));
        return;
    }
    m_given.insert(member->name, argument);
    const bool isOn = option.takes == Takes::Nothing || (option.takes == Takes::Switch && !argument.isNegative);
    const bool isOff = option.takes == Takes::NothingMeansNo || argument.isNegative;
    if (option.takes == Takes::MaybeValue && argument.values.isEmpty())
        m_command.input.insert(member->name, QJsonObject{{u"Value"_s, !argument.isNegative}});
    else if (isOn || isOff)
        m_command.input.insert(member->name, isOn);
    else
        builder.member(*member, argument);
}

bool AwsReading::bindOwn(const Argument &argument, InputBuilder &builder, const aws::Operation &operation)
{
    const QString name = argument.option->name;
    if (inputOptions().contains(*argument.option)) {
        m_hasInput = true;
        m_command.isComplete = m_command.isComplete && name == u"cli-input-json"_s;
        return name == u"cli-input-json"_s;
    }
    if (name == u"max-items"_s) {
        const QString value = builder.setting(u"--max-items"_s, argument);
        m_command.maxItems = value.toInt();
        if (m_command.maxItems <= 0 && !m_command.deferred.contains(u"--max-items"_s))
            problem(Severity::Error, u"aws-invalid-value"_s, argument.values.first(),
                tr("--max-items takes a number above 0, not \"%1\".").arg(value));
        return true;
    }
    m_command.allPages = m_command.allPages && name != u"starting-token"_s;
    const bool isKnown = name == u"starting-token"_s || name == u"page-size"_s
        || bindCustom(m_command.service, operation, argument, builder, m_command);
    m_command.isComplete = m_command.isComplete && isKnown;
    return isKnown && name != u"starting-token"_s && name != u"page-size"_s;
}

/// What the model says to the values, line by line; what is not certain yet is left out of it.
void AwsReading::checkInput(const aws::Operation &operation)
{
    const Result<void> valid = aws::validate(operation, m_command.input);
    if (valid)
        return;
    for (const QString &line : valid.error().message().split(u'\n'))
        checkLine(line, operation);
}

/// A member that the model requires and the CLI does not, or that --cli-input-json lacks.
void AwsReading::missing(const QString &member)
{
    const bool isTold = m_given.contains(member) || !m_command.isComplete
        || std::any_of(m_command.problems.begin(), m_command.problems.end(), [&member](const Problem &problem) {
               return problem.rule == u"aws-missing-option"_s
                   && problem.message.startsWith(u"--%1 "_s.arg(aws::cliName(member)));
           });
    if (!isTold)
        problem(
            Severity::Error, u"aws-missing-option"_s, m_operation, tr("--%1 is required.").arg(aws::cliName(member)));
}

void AwsReading::checkLine(const QString &line, const aws::Operation &operation)
{
    const qsizetype colon = line.indexOf(": "_L1);
    const QString path = colon < 0 ? QString() : line.left(colon);
    const QString member = memberIn(path);
    const auto isOpen = [&](const auto &places) {
        return std::any_of(places.keyBegin(), places.keyEnd(),
            [&](const QString &pointer) { return isOpenAt(operation, path, pointer); });
    };
    if (isOpen(m_command.deferred) || isOpen(m_command.files))
        return;
    if (path == member && !m_command.input.contains(member))
        return missing(member);
    const Argument argument = m_given.value(member);
    Problem found{Severity::Error, u"aws-invalid-input"_s, argument.place, argument.length, line, {}};
    if (const QString near = nearestMember(operation, path); !near.isEmpty() && !line.contains(near + u'?'))
        found.message = tr("%1, did you mean %2?").arg(line, near);
    if (!argument.values.isEmpty()) {
        found.place = argument.values.first().place;
        found.length = argument.values.first().source.size();
    } else if (!m_given.contains(member)) {
        found.place = m_operation.place;
        found.length = m_operation.source.size();
    }
    m_command.problems << found;
}

} // namespace sm::commandline

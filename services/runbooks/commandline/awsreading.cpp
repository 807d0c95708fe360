// SPDX-License-Identifier: GPL-3.0-or-later
#include "awsreading.h"

#include "globaloptions.h"

#include <core/jmespath.h>

#include <QCoreApplication>

namespace sm::commandline {

using namespace Qt::Literals::StringLiterals;
using Severity = Problem::Severity;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::commandline::Aws", text); }

bool comesBefore(const Problem &one, const Problem &other)
{
    return std::tie(one.place.offset, one.rule, one.message) < std::tie(other.place.offset, other.rule, other.message);
}

} // namespace

AwsReading::AwsReading(
    const aws::Models &models, const QSet<QString> &modelled, const CommandNames &names, const CommandUse &use)
    : m_models(models)
    , m_modelled(modelled)
    , m_names(names)
    , m_use(use)
    , m_mask(use.standIn)
{
}

AwsCommand AwsReading::read()
{
    m_command.place = m_use.place;
    checkBraces();
    checkContinuations();
    globals();
    m_command.isComplete = !m_use.takesMoreWords;
    if (service())
        command();
    m_command.options.removeDuplicates();
    std::sort(m_command.problems.begin(), m_command.problems.end(), comesBefore);
    return m_command;
}

void AwsReading::problem(
    Severity severity, const QString &rule, const Word &word, const QString &message, const std::optional<QString> &fix)
{
    m_command.problems << Problem{severity, rule, word.place, word.source.size(), message, fix};
}

/// Outside of quotes bash makes several words of {a=1,b=2}.
void AwsReading::checkBraces()
{
    for (const Word &word : std::as_const(m_use.words)) {
        for (const WordPart &part : word.parts) {
            if (part.kind != WordPart::Kind::Braces)
                continue;
            const QString quote = part.text.contains(u'\'') ? u"\""_s : u"'"_s;
            const bool canBeQuoted = !part.text.contains(quote) && !part.text.contains(u'$');
            m_command.problems << Problem{Severity::Error, u"aws-unquoted-braces"_s, part.place, part.text.size(),
                tr("The shell makes several words of %1; put it in quotes.").arg(part.text.left(80)),
                canBeQuoted ? std::optional(quote + part.text + quote) : std::nullopt};
        }
    }
}

/// A blank behind the backslash at a line's end: the command ends there, and its next line is one of its own.
void AwsReading::checkContinuations()
{
    for (const Word &word : std::as_const(m_use.words)) {
        if (word.source == u"\\ "_s || word.source == u"\\\t"_s)
            problem(Severity::Error, u"aws-broken-line"_s, word,
                tr("A blank follows the backslash, so the command ends here."), u"\\"_s);
    }
}

void AwsReading::globals()
{
    const Arguments taken = takeOptions(m_use.words.mid(1), globalOptions(), m_words);
    for (const Argument &argument : taken.options)
        global(argument);
}

void AwsReading::global(const Argument &argument)
{
    const QString name = argument.option->name;
    m_command.options << name;
    if (argument.lacksValue) {
        m_command.problems << Problem{Severity::Error, u"aws-missing-value"_s, argument.place, argument.length,
            tr("--%1 needs a value.").arg(name), {}};
        return;
    }
    InputBuilder builder(m_command, m_mask, false);
    const QString value = builder.setting(u"--"_s + name, argument);
    const QHash<QString, QString *> targets{{u"profile"_s, &m_command.profile}, {u"region"_s, &m_command.region},
        {u"endpoint-url"_s, &m_command.endpointUrl}, {u"query"_s, &m_command.query}, {u"output"_s, &m_command.output}};
    if (QString *target = targets.value(name))
        *target = value;
    else
        m_command.settings.insert(name, value);
    m_command.allPages = m_command.allPages && name != u"no-paginate"_s;
    m_isRaw = m_isRaw || (name == u"cli-binary-format"_s && value == u"raw-in-base64-out"_s);
    if (name == u"query"_s)
        checkQuery(argument);
    static const QSet<QString> outputs{u"json"_s, u"text"_s, u"table"_s, u"yaml"_s, u"yaml-stream"_s, u"off"_s};
    if (name == u"output"_s && !outputs.contains(value) && !argument.values.first().hasSubstitution())
        problem(Severity::Error, u"aws-invalid-value"_s, argument.values.first(),
            tr("The AWS CLI has no output format \"%1\".").arg(value));
}

void AwsReading::checkQuery(const Argument &argument)
{
    if (m_command.deferred.contains(u"--query"_s))
        return;
    const Result<jmespath::Expression> parsed = jmespath::Expression::parse(m_command.query);
    if (!parsed)
        problem(Severity::Error, u"aws-invalid-query"_s, argument.values.first(),
            tr("The --query can not be read: %1").arg(parsed.error().message()));
}

} // namespace sm::commandline

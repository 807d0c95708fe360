// SPDX-License-Identifier: GPL-3.0-or-later
#include "runbookdescription.h"

#include <runbooks/stepkind.h>
#include <shelf/pickerreader.h>

#include <QCoreApplication>

namespace sm::controllers {

using namespace Qt::Literals::StringLiterals;
using runbooks::Parameter;
using runbooks::RunbookStep;
using Effect = RunbookStepInfo::Effect;

namespace {

/// Of a kind whose effect is the operation's or the program's own.
Effect effectOf(const QString &uses, const operations::Catalog &catalog)
{
    const QStringList parts = uses.split(u':');
    if (parts.size() == 3 && parts.first() == "aws"_L1)
        return catalog.isWrite(parts.at(1), parts.at(2)) ? Effect::Change : Effect::Read;
    const std::optional<runbooks::StepKind> kind = runbooks::stepKind(uses);
    if (!kind || kind->effect == runbooks::Effect::Depends)
        return Effect::Unknown;
    if (kind->effect == runbooks::Effect::Human)
        return Effect::Human;
    return kind->effect == runbooks::Effect::Write ? Effect::Change : Effect::Read;
}

/// "${parameters.user}" is read as "‹user›".
QString readable(const QString &source, const QList<Parameter> &parameters)
{
    QString text = source;
    for (const Parameter &each : parameters)
        text.replace(u"${parameters.%1}"_s.arg(each.name), u"‹%1›"_s.arg(each.title));
    return text.replace(u"$${"_s, u"${"_s);
}

RunbookStepInfo stepOf(const RunbookStep &step, const QList<Parameter> &parameters, const operations::Catalog &catalog)
{
    RunbookStepInfo info;
    info.title = readable(step.title.isEmpty() ? step.uses : step.title.source(), parameters);
    info.uses = step.uses;
    info.effect = effectOf(step.uses, catalog);
    info.isConditional = !step.when.isEmpty();
    info.line = step.place.line;
    QStringList texts;
    if (!step.note.isEmpty())
        texts << readable(step.note.source(), parameters);
    if (info.effect == Effect::Human)
        texts << readable(step.with.source()[u"text"_s].toString(), parameters);
    texts.removeAll(info.title);
    info.text = texts.join(u'\n');
    const std::optional<operations::CatalogEntry> entry = catalog.entry(step.uses);
    if (info.effect == Effect::Change && entry) {
        info.tier = entry->tier;
        info.repeat = entry->repeat;
        info.mark = entry->mark;
    }
    return info;
}

QList<RunbookStepInfo> stepsOf(
    const QList<RunbookStep> &steps, const QList<Parameter> &parameters, const operations::Catalog &catalog)
{
    QList<RunbookStepInfo> infos;
    for (const RunbookStep &step : steps)
        infos << stepOf(step, parameters, catalog);
    return infos;
}

FormField::Kind kindOf(Parameter::Type type)
{
    switch (type) {
    case Parameter::Type::String:
        return FormField::Kind::Line;
    case Parameter::Type::Text:
        return FormField::Kind::Text;
    case Parameter::Type::Integer:
        return FormField::Kind::Integer;
    case Parameter::Type::Number:
        return FormField::Kind::Number;
    case Parameter::Type::Boolean:
        return FormField::Kind::Boolean;
    case Parameter::Type::Choice:
        return FormField::Kind::Choice;
    case Parameter::Type::List:
        return FormField::Kind::List;
    case Parameter::Type::Date:
        return FormField::Kind::Date;
    case Parameter::Type::Duration:
        return FormField::Kind::Duration;
    case Parameter::Type::Secret:
        return FormField::Kind::Secret;
    case Parameter::Type::Json:
        return FormField::Kind::Json;
    }
    Q_UNREACHABLE();
}

} // namespace

RunbookInfo describe(const runbooks::Runbook &runbook, const operations::Catalog &catalog)
{
    RunbookInfo info;
    info.system = runbook.system;
    info.id = runbook.id;
    info.title = runbook.title;
    info.purpose = runbook.purpose;
    info.severity = runbook.severity;
    info.symptoms = runbook.symptoms;
    info.prerequisites = runbook.prerequisites;
    for (const runbooks::RunbookLink &link : runbook.links)
        info.links.append({link.title, link.url});
    info.steps = stepsOf(runbook.steps, runbook.parameters, catalog);
    info.verification = stepsOf(runbook.verification, runbook.parameters, catalog);
    info.rollback = stepsOf(runbook.rollback, runbook.parameters, catalog);
    for (const Parameter &parameter : runbook.parameters)
        info.parameters << parameter.title;
    info.reviewBy = runbook.reviewBy;
    info.sourceFile = runbook.sourceFile;
    return info;
}

QList<RunbookFinding> describe(const QList<lint::Finding> &findings)
{
    QList<RunbookFinding> infos;
    for (const lint::Finding &each : findings) {
        auto grade = RunbookFinding::Grade::Error;
        if (each.severity != lint::Finding::Severity::Error)
            grade = each.severity == lint::Finding::Severity::Warning ? RunbookFinding::Grade::Warning
                                                                      : RunbookFinding::Grade::Note;
        infos.append({each.line, grade, each.rule, each.message, each.fix});
    }
    return infos;
}

QList<FormField> fieldsOf(const QList<Parameter> &parameters)
{
    QList<FormField> fields;
    for (const Parameter &parameter : parameters) {
        FormField field;
        field.name = parameter.name;
        field.kind = kindOf(parameter.type);
        field.title = parameter.title;
        field.help = parameter.description;
        if (!parameter.isSecret())
            field.initial = parameter.defaultValue;
        field.isRequired = parameter.isRequired;
        field.choices = parameter.choices;
        field.minimum = parameter.minimum;
        field.maximum = parameter.maximum;
        field.hasOptions = parameter.picker.has_value();
        if (parameter.picker)
            field.optionsNeed = runbooks::PickerReader::needs(*parameter.picker);
        fields << field;
    }
    return fields;
}

} // namespace sm::controllers

// SPDX-License-Identifier: GPL-3.0-or-later
#include "pickerreader.h"

#include <aws/paginator.h>
#include <core/jmespath.h>

#include <QCoreApplication>
#include <QJsonArray>

namespace sm::runbooks {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::runbooks::PickerReader", text); }

Error unusable()
{
    return Error(Error::Kind::Invalid, tr("What the runbook selects from the answer is no list of values. Type one."));
}

Result<aws::Call> callOf(const Picker &picker, const ParameterValues &values, const SystemInfo &system)
{
    for (const QString &name : PickerReader::needs(picker)) {
        if (values.json.value(name).isUndefined() || values.json.value(name).isNull())
            return Error(Error::Kind::Invalid, tr("Fill in “%1” first, or type the value.").arg(name))
                .withCode(u"ValueNeeded"_s);
    }
    const Result<Evaluated> with = picker.with.evaluate(Scope(values, system, {}));
    if (!with)
        return with.error();
    return aws::Call{picker.uses.section(u':', 1, 1), picker.uses.section(u':', 2, 2), with->value.toObject()};
}

/// Adds what \p page selects.
Result<void> add(const jmespath::Expression &select, const QJsonObject &page, QList<FieldOption> &options)
{
    const Result<QJsonValue> selected = select.search(page);
    if (!selected)
        return selected.error();
    if (!selected->isArray() && !selected->isNull())
        return unusable();
    const QJsonArray items = selected->toArray();
    for (const QJsonValue &each : items) {
        const FieldOption option = each.isObject()
            ? FieldOption{each[u"value"_s].toString(), each[u"title"_s].toString()}
            : FieldOption{each.toString(), {}};
        if (option.value.isEmpty())
            return unusable();
        if (!options.contains(option))
            options << option;
    }
    return ok();
}

} // namespace

PickerReader::PickerReader(aws::Caller &caller, const aws::Models &models)
    : m_caller(caller)
    , m_models(models)
{
}

QStringList PickerReader::needs(const Picker &picker)
{
    QStringList names;
    for (const Template &text : picker.with.templates()) {
        for (const ScopeExpression &expression : text.expressions()) {
            for (const QStringList &path : expression.reads()) {
                if (path.value(0) == "parameters"_L1 && path.size() > 1)
                    names << path.at(1);
            }
        }
    }
    names.removeDuplicates();
    return names;
}

QCoro::Task<Result<QList<FieldOption>>> PickerReader::read(
    Picker picker, ParameterValues values, SystemInfo system, CancelToken token)
{
    const Result<aws::Call> call = callOf(picker, values, system);
    if (!call)
        co_return call.error();
    const Result<jmespath::Expression> select = jmespath::Expression::parse(picker.select);
    if (!select)
        co_return select.error();
    aws::Paginator pages(m_caller, m_models, *call);
    QList<FieldOption> options;
    while (options.size() < mostOptions) {
        const Result<std::optional<QJsonObject>> page = co_await pages.next(token);
        if (!page)
            co_return page.error();
        if (!page->has_value())
            break;
        if (const Result<void> added = add(*select, **page, options); !added)
            co_return added.error();
    }
    options = options.first(std::min<qsizetype>(options.size(), mostOptions));
    co_return options;
}

} // namespace sm::runbooks

// SPDX-License-Identifier: GPL-3.0-or-later
#include "permissions.h"

#include "arnrules.h"
#include "deferredvalues.h"
#include "recipe.h"

#include <core/json.h>

#include <algorithm>
#include <tuple>

namespace sm::operations {

using namespace Qt::Literals::StringLiterals;

namespace {

QString partitionOf(const QString &region)
{
    if (region.startsWith("cn-"_L1))
        return u"aws-cn"_s;
    return region.startsWith("us-gov-"_L1) ? u"aws-us-gov"_s : u"aws"_s;
}

QString orAny(const QString &value) { return value.isEmpty() ? u"*"_s : value; }

/// The input of \p step with unknownText for what only an earlier step can tell.
QJsonObject knownInput(Step step)
{
    for (Deferred &deferred : step.deferred) {
        for (Deferred::Part &part : deferred.parts) {
            if (part.isExpression)
                part = {QString(unknownText)};
        }
    }
    const Result<Step> known = withDeferredPutIn(step, {});
    return known ? known->operation.with : step.operation.with;
}

/// Members of an inverse's input that nobody can know before it is needed.
QJsonObject withUnknowns(QJsonObject input)
{
    for (auto it = input.begin(); it != input.end(); ++it) {
        if (it->isNull())
            *it = QString(unknownText);
    }
    return input;
}

bool isBefore(const Permission &a, const Permission &b)
{
    const auto key
        = [](const Permission &each) { return std::tuple(each.action, each.resource, toCompactJson(each.condition)); };
    return key(a) < key(b);
}

} // namespace

class Permissions::Collection
{
public:
    Collection(const Permissions &owner, ArnPlace place)
        : m_owner(owner)
        , m_place(std::move(place))
    {
    }

    void addStep(const Step &step, int number);
    void addUndo(const Step &step);
    QList<Permission> sorted() const;

private:
    void add(const QString &uses, const QStringList &actions, const QJsonObject &input, int step);
    void addReadings(const CatalogEntry &entry, const QJsonObject &scope, int number);
    void addReading(const Reading &reading, const QJsonValue &element, QJsonObject scope, int number);
    QStringList actionsOf(const QString &uses) const;

    const Permissions &m_owner;
    ArnPlace m_place;
    QList<Permission> m_all;
};

void Permissions::Collection::add(const QString &uses, const QStringList &actions, const QJsonObject &input, int step)
{
    for (const Permission &each : m_owner.m_rules->permissions(uses, actions, input, m_place)) {
        const auto same = std::find_if(m_all.begin(), m_all.end(), [&each](const Permission &other) {
            return other.action == each.action && other.resource == each.resource && other.condition == each.condition;
        });
        Permission &kept = same == m_all.end() ? m_all.emplace_back(each) : *same;
        if (step >= 0 && !kept.steps.contains(step))
            kept.steps << step;
    }
}

/// As operations::Planner has them for a step.
QStringList Permissions::Collection::actionsOf(const QString &uses) const
{
    if (const std::optional<CatalogEntry> entry = m_owner.m_catalog.entry(uses))
        return entry->iamActions;
    const QString service = uses.section(u':', 1, 1);
    const QString operation = uses.section(u':', 2, 2);
    if (!uses.startsWith("aws:"_L1))
        return {};
    if (const QString known = m_owner.m_catalog.readIamAction(service, operation); !known.isEmpty())
        return {known};
    const auto model = m_owner.m_models.service(service);
    return model ? QStringList{(*model)->signingName() + u':' + operation} : QStringList();
}

void Permissions::Collection::addReadings(const CatalogEntry &entry, const QJsonObject &scope, int number)
{
    QList<Reading> readings = entry.capture;
    if (entry.keep)
        readings << entry.keep->reading;
    for (const Reading &reading : std::as_const(readings)) {
        const QJsonArray elements = elementsOf(reading.each, scope).value_or(QJsonArray{QJsonValue()});
        for (const QJsonValue &element : elements)
            addReading(reading, element, scope, number);
    }
}

void Permissions::Collection::addReading(
    const Reading &reading, const QJsonValue &element, QJsonObject scope, int number)
{
    scope.insert(u"each"_s, element);
    const Result<QJsonValue> with = evaluate(bound(reading.with, scope), scope);
    add(reading.uses, actionsOf(reading.uses), with ? withoutNulls(with->toObject()) : QJsonObject(), number);
}

void Permissions::Collection::addStep(const Step &step, int number)
{
    QString uses = step.operation.uses;
    QJsonObject input = knownInput(step);
    if (uses == "watch"_L1) {
        const QJsonObject read = input.value(u"read"_s).toObject();
        uses = read.value(u"uses"_s).toString();
        input = read.value(u"with"_s).toObject();
    }
    add(uses, step.iamAction.split(u", "_s, Qt::SkipEmptyParts), input, number);
    const std::optional<CatalogEntry> entry = m_owner.m_catalog.entry(uses);
    if (!entry)
        return;
    Step known = step;
    known.operation.with = input;
    addReadings(*entry, scopeOf(known, {}), number);
}

/// Which of the inverses it will be depends on what is there before the step, so all of them are allowed.
void Permissions::Collection::addUndo(const Step &step)
{
    const QJsonObject input = knownInput(step);
    for (const Step &back : step.undo)
        add(back.operation.uses, actionsOf(back.operation.uses), knownInput(back), -1);
    add(step.operation.uses, m_owner.m_rules->undoActions(step.operation.uses), input, -1);
    const std::optional<CatalogEntry> entry = m_owner.m_catalog.entry(step.operation.uses);
    if (!entry || !step.undo.isEmpty())
        return;
    Step known = step;
    known.operation.with = input;
    QJsonObject scope = scopeOf(known, {});
    scope.insert(u"each"_s, QJsonValue());
    for (const Inverse &inverse : entry->inverse) {
        const Result<QJsonValue> with = evaluate(bound(inverse.with, scope), scope);
        const QJsonObject back = with ? withUnknowns(with->toObject()) : input;
        add(inverse.uses, actionsOf(inverse.uses), back, -1);
        if (const std::optional<CatalogEntry> other = m_owner.m_catalog.entry(inverse.uses))
            addReadings(*other, {{u"input"_s, back}}, -1);
    }
}

QList<Permission> Permissions::Collection::sorted() const
{
    QList<Permission> all = m_all;
    std::sort(all.begin(), all.end(), isBefore);
    return all;
}

Permissions::Permissions(const Catalog &catalog, const aws::Models &models)
    : m_catalog(catalog)
    , m_models(models)
    , m_rules(std::make_unique<ArnRules>())
{
}

Permissions::~Permissions() = default;

QList<Permission> Permissions::of(const Plan &plan, const AccountId &account, Undo undo) const
{
    const QString region = plan.system.region.value;
    Collection collection(*this, {partitionOf(region), orAny(region), orAny(account.value)});
    for (int i = 0; i < plan.steps.size(); ++i) {
        collection.addStep(plan.steps.at(i), i);
        if (undo == Undo::With)
            collection.addUndo(plan.steps.at(i));
    }
    return collection.sorted();
}

QStringList Permissions::notes(const Plan &plan) const
{
    QStringList notes;
    for (const Step &step : plan.steps)
        notes << m_rules->note(step.operation.uses);
    notes.removeAll(QString());
    notes.removeDuplicates();
    return notes;
}

} // namespace sm::operations

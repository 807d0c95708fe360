// SPDX-License-Identifier: GPL-3.0-or-later
#include "recipe.h"

#include <core/jmespath.h>
#include <store/capturebytes.h>

#include <QCoreApplication>
#include <QJsonArray>
#include <QRegularExpression>

namespace sm::operations {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::operations::Recipe", text); }

QJsonValue orNull(const QJsonValue &value) { return value.isUndefined() ? QJsonValue(QJsonValue::Null) : value; }

Error notReversible(const Step &step, const QString &why)
{
    return Error(Error::Kind::Invalid, tr("“%1” can not be taken back. %2").arg(step.title, why))
        .withCode(u"NotReversible"_s);
}

/// The clocks of AWS and of this machine may differ by this much.
constexpr qint64 ClockToleranceSeconds = 5;

/// Whether what is there now came after the intent; unknown where the entry can not tell.
bool isOlderThanIntent(const CatalogEntry &entry, const QJsonObject &scope, const Seen &seen)
{
    if (entry.since.isEmpty())
        return false;
    const Result<QJsonValue> since = evaluate(bound(entry.since, scope), scope);
    const QDateTime at = since ? QDateTime::fromString(since->toString(), Qt::ISODateWithMs) : QDateTime();
    return at.isValid() && at < seen.intentAt.addSecs(-ClockToleranceSeconds);
}

/// What the world tells of the answer that was lost.
QJsonObject answerBy(const CatalogEntry &entry, const QJsonObject &scope)
{
    if (entry.answer.isEmpty())
        return {};
    const Result<QJsonValue> answer = evaluate(bound(entry.answer, scope), scope);
    return answer ? withoutNulls(answer->toObject()) : QJsonObject();
}

Result<QList<Step>> stepsOf(const Inverse &inverse, const Step &step, QJsonObject scope)
{
    const Result<QJsonArray> elements = elementsOf(inverse.each, scope);
    if (!elements)
        return elements.error();
    QList<Step> steps;
    for (const QJsonValue element : *elements) {
        scope.insert(u"each"_s, element);
        const Result<QJsonValue> with = evaluate(bound(inverse.with, scope), scope);
        if (!with)
            return with.error();
        Step back;
        back.title = tr("Take back: %1").arg(step.title);
        back.resource = step.resource;
        back.operation = {inverse.uses, withoutNulls(with->toObject()), {}};
        back.replaces = inverse.replaces;
        steps << back;
    }
    return steps;
}

} // namespace

QJsonObject scopeOf(const Step &step, const Seen &seen)
{
    return {{u"input"_s, step.operation.with}, {u"before"_s, orNull(seen.before)}, {u"after"_s, orNull(seen.after)},
        {u"output"_s, seen.output}};
}

QString bound(const QString &expression, const QJsonObject &scope)
{
    static const QRegularExpression names(uR"(\$((?:input|before|after|outputs?|now|each)(?:\.[A-Za-z_]\w*)*))"_s);
    QString result;
    qsizetype end = 0;
    for (const QRegularExpressionMatch &match : names.globalMatch(expression)) {
        QJsonValue value = scope;
        for (const QString &name : match.captured(1).split(u'.'))
            value = value[name];
        result += QStringView(expression).sliced(end, match.capturedStart() - end);
        result += jmespath::literal(orNull(value));
        end = match.capturedEnd();
    }
    return result + expression.mid(end);
}

Result<QJsonValue> evaluate(const QString &expression, const QJsonObject &scope)
{
    const Result<QJsonValue> value = jmespath::search(expression, scope);
    if (value)
        return value;
    return Error(Error::Kind::Internal, tr("“%1” has no meaning here: %2").arg(expression, value.error().message()));
}

Result<bool> holds(const QString &expression, const QJsonObject &scope)
{
    const Result<QJsonValue> value = evaluate(expression, scope);
    if (!value)
        return value.error();
    return jmespath::isTrue(*value);
}

Result<QJsonArray> elementsOf(const QString &each, const QJsonObject &scope)
{
    if (each.isEmpty())
        return QJsonArray{QJsonValue()};
    const Result<QJsonValue> list = evaluate(bound(each, scope), scope);
    if (!list)
        return list.error();
    return list->toArray();
}

QJsonObject withoutNulls(const QJsonObject &object)
{
    QJsonObject kept;
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (it->isObject())
            kept.insert(it.key(), withoutNulls(it->toObject()));
        else if (!it->isNull())
            kept.insert(it.key(), it.value());
    }
    return kept;
}

Result<QList<Step>> inverseBy(const CatalogEntry &entry, const Step &step, const Seen &seen)
{
    const QJsonObject scope = scopeOf(step, seen);
    QList<Step> all;
    for (const Inverse &inverse : entry.inverse) {
        if (inverse.late != seen.isLate)
            continue;
        const Result<bool> applies
            = inverse.when.isEmpty() ? Result<bool>(true) : holds(bound(inverse.when, scope), scope);
        if (!applies)
            return applies.error();
        if (!*applies)
            continue;
        const Result<QList<Step>> steps = stepsOf(inverse, step, scope);
        if (!steps)
            return steps.error();
        all << *steps;
        if (!inverse.further)
            break;
    }
    if (all.isEmpty())
        return notReversible(step, entry.markExplanation);
    return all;
}

QString keptMember() { return u"kept"_s; }

QJsonObject withoutOriginals(const CatalogEntry &entry, QJsonObject input)
{
    if (!entry.keep)
        return input;
    input.remove(keptMember());
    if (store::captureIdOf(input.value(entry.keep->member)))
        input.insert(entry.keep->member, QString());
    return input;
}

Result<Step> comeBackBy(const CatalogEntry &entry, Step undone, const QJsonArray &outputs)
{
    if (entry.comesBackAs.isEmpty())
        return undone;
    const QJsonObject scope{{u"input"_s, undone.operation.with}, {u"outputs"_s, outputs}};
    const Result<QJsonValue> names = evaluate(bound(entry.comesBackAs, scope), scope);
    if (!names)
        return names.error();
    const QJsonObject renamed = withoutNulls(names->toObject());
    for (auto it = renamed.begin(); it != renamed.end(); ++it)
        undone.operation.with.insert(it.key(), it.value());
    return undone;
}

Result<bool> isBackBy(const CatalogEntry &entry, const Step &undone, const Return &seen)
{
    const QJsonObject scope{{u"input"_s, undone.operation.with}, {u"before"_s, orNull(seen.before)},
        {u"now"_s, orNull(seen.now)}, {u"outputs"_s, seen.outputs}};
    return holds(bound(entry.isBack, scope), scope);
}

Result<void> verifyBy(const CatalogEntry &entry, const Step &step, const Seen &seen)
{
    if (entry.verify.isEmpty() || seen.after.isUndefined())
        return ok();
    const QJsonObject scope = scopeOf(step, seen);
    const Result<bool> shown = holds(bound(entry.verify, scope), scope);
    if (!shown)
        return shown.error();
    if (*shown)
        return ok();
    return Error(Error::Kind::Conflict,
        tr("The service accepted “%1”, but what can be read afterwards does not show it. Look at the entry in the "
           "journal before you go on.")
            .arg(step.title))
        .withCode(u"NotVerified"_s)
        .withChanged(Error::Changed::Yes);
}

Verdict reconcileBy(const CatalogEntry &entry, const Step &step, const Seen &seen)
{
    if (seen.after.isUndefined())
        return {Verdict::Kind::Unknown, tr("The present state can not be read.")};
    const QJsonObject scope = scopeOf(step, seen);
    const bool canTell = !entry.verify.isEmpty();
    const Result<bool> shown = canTell ? holds(bound(entry.verify, scope), scope) : Result<bool>(false);
    if (shown && *shown && isOlderThanIntent(entry, scope, seen))
        return {Verdict::Kind::NotDone, tr("What is there is older than this step, so it is not this step's work.")};
    if (shown && *shown && seen.after != seen.before)
        return {Verdict::Kind::Done, tr("The world shows what this step asked for."), answerBy(entry, scope)};
    if (shown && *shown && entry.repeat == Repeat::Value)
        return {
            Verdict::Kind::Done, tr("The world is as this step wants it, as it was before."), answerBy(entry, scope)};
    if (canTell && seen.after == seen.before && entry.repeat != Repeat::Unsafe)
        return {Verdict::Kind::NotDone, tr("The world is as it was before this step.")};
    if (canTell && seen.after == seen.before)
        return {Verdict::Kind::NotDone, tr("Nothing shows that this step arrived.")};
    return {Verdict::Kind::Unknown,
        tr("The world is neither as it was before this step nor as the step wants it. Somebody else may have "
           "changed it.")};
}

} // namespace sm::operations

// SPDX-License-Identifier: GPL-3.0-or-later
#include "deferredvalues.h"

#include <core/jmespath.h>
#include <core/json.h>

#include <QCoreApplication>
#include <QJsonArray>
#include <QUrl>

namespace sm::operations {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::operations::DeferredValues", text); }

Error noSuchOutput(const Step &step, const QString &expression)
{
    return Error(Error::Kind::Invalid,
        tr("“%1” needs “%2”, which no step before it gave. Nothing was sent.").arg(step.title, expression))
        .withCode(u"NoSuchOutput"_s);
}

QString asText(const QJsonValue &value)
{
    return value.isString() ? value.toString() : QString::fromUtf8(toCompactJson(value));
}

/// What Redis's patterns take for more than itself.
QString globEscaped(const QString &text)
{
    QString escaped;
    for (const QChar character : text) {
        if (u"*?[]^-\\"_s.contains(character))
            escaped += u'\\';
        escaped += character;
    }
    return escaped;
}

QString written(const QString &text, Deferred::Form form)
{
    if (form == Deferred::Form::Glob)
        return globEscaped(text);
    return form == Deferred::Form::Percent ? QString::fromLatin1(QUrl::toPercentEncoding(text)) : text;
}

/// -1: it is in no loop.
int turnOf(const Step &step) { return step.scope.value(u"index"_s).toInt(-1); }

Result<QJsonValue> valueOf(const Step &step, const Deferred &deferred, const QJsonObject &scope)
{
    QString text;
    for (const Deferred::Part &part : deferred.parts) {
        if (!part.isExpression) {
            text += part.text;
            continue;
        }
        const Result<QJsonValue> value = jmespath::search(part.text, scope);
        if (!value || value->isNull())
            return noSuchOutput(step, part.text);
        if (deferred.parts.size() == 1 && part.form == Deferred::Form::AsIs)
            return *value;
        text += written(asText(*value), part.form);
    }
    return QJsonValue(text);
}

/// Nothing where \p path leads nowhere.
std::optional<QJsonValue> putAt(const QJsonValue &into, const QStringList &path, const QJsonValue &value)
{
    if (path.isEmpty())
        return value;
    const QString name = unescapedToken(path.first());
    if (into.isObject()) {
        QJsonObject object = into.toObject();
        const auto inner = putAt(object.value(name), path.mid(1), value);
        if (!inner || (path.size() > 1 && !object.contains(name)))
            return std::nullopt;
        object.insert(name, *inner);
        return object;
    }
    QJsonArray list = into.toArray();
    bool isNumber = false;
    const int index = name.toInt(&isNumber);
    if (!isNumber || index < 0 || index >= list.size())
        return std::nullopt;
    const auto inner = putAt(list.at(index), path.mid(1), value);
    if (!inner)
        return std::nullopt;
    list[index] = *inner;
    return list;
}

} // namespace

void addOutcome(QJsonObject &outcomes, const Step &step, const QJsonValue &output, const QString &state)
{
    if (step.id.isEmpty())
        return;
    QJsonObject outcome{{u"output"_s, output}, {u"state"_s, state}};
    if (const int turn = turnOf(step); turn >= 0) {
        QJsonArray turns = outcomes.value(step.id)[u"turns"].toArray();
        while (turns.size() <= turn)
            turns << QJsonValue();
        turns[turn] = outcome;
        outcome.insert(u"turns"_s, turns);
    }
    outcomes.insert(step.id, outcome);
}

QJsonObject laterScope(const Step &step, const QJsonObject &outcomes)
{
    QJsonObject scope = step.scope;
    scope.insert(u"steps"_s, outcomes);
    const int turn = turnOf(step);
    QJsonObject ofThisTurn;
    for (auto it = outcomes.begin(); turn >= 0 && it != outcomes.end(); ++it) {
        const QJsonValue outcome = it.value()[u"turns"].toArray().at(turn);
        if (outcome.isObject())
            ofThisTurn.insert(it.key(), outcome);
    }
    if (turn >= 0)
        scope.insert(u"turn"_s, ofThisTurn);
    return scope;
}

QString unescapedToken(QString token) { return token.replace("~1"_L1, "/"_L1).replace("~0"_L1, "~"_L1); }

std::optional<QJsonObject> withValueAt(const QJsonObject &into, const QString &pointer, const QJsonValue &value)
{
    const auto whole = putAt(into, pointer.split(u'/').mid(1), value);
    return whole ? std::optional(whole->toObject()) : std::nullopt;
}

Result<Step> withDeferredPutIn(Step step, const QJsonObject &outcomes)
{
    const QJsonObject scope = laterScope(step, outcomes);
    for (const Deferred &deferred : std::as_const(step.deferred)) {
        const Result<QJsonValue> value = valueOf(step, deferred, scope);
        if (!value)
            return value.error();
        const auto with = withValueAt(step.operation.with, deferred.at, *value);
        if (!with)
            return noSuchOutput(step, deferred.at);
        step.operation.with = *with;
    }
    step.deferred.clear();
    return step;
}

Result<bool> isWanted(const Step &step, const QJsonObject &outcomes)
{
    if (step.when.isEmpty())
        return true;
    const Result<QJsonValue> value = jmespath::search(step.when, laterScope(step, outcomes));
    if (!value)
        return value.error();
    return jmespath::isTrue(*value);
}

} // namespace sm::operations

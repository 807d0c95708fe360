// SPDX-License-Identifier: GPL-3.0-or-later
#include "pollingreader.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace sm::aws {

using namespace Qt::Literals::StringLiterals;

namespace {

/// botocore writes one token as a string and several as a list.
QStringList oneOrMany(const QJsonValue &value)
{
    if (value.isString())
        return {value.toString()};
    QStringList list;
    const QJsonArray items = value.toArray();
    for (const auto &item : items)
        list << item.toString();
    return list;
}

Error unknownWord(const QString &waiter, const QString &word)
{
    return Error(Error::Kind::Invalid,
        QCoreApplication::translate("sm::aws::ServiceModel", "the waiter \"%1\" uses the unknown word \"%2\"")
            .arg(waiter, word));
}

Result<Acceptor> readAcceptor(const QString &waiter, const QJsonObject &definition)
{
    static const QHash<QString, Acceptor::Matcher> matchers{{u"path"_s, Acceptor::Matcher::Path},
        {u"pathAll"_s, Acceptor::Matcher::PathAll}, {u"pathAny"_s, Acceptor::Matcher::PathAny},
        {u"status"_s, Acceptor::Matcher::Status}, {u"error"_s, Acceptor::Matcher::Error}};
    static const QHash<QString, Acceptor::State> states{{u"success"_s, Acceptor::State::Success},
        {u"failure"_s, Acceptor::State::Failure}, {u"retry"_s, Acceptor::State::Retry}};
    const QString matcher = definition[u"matcher"].toString();
    const QString state = definition[u"state"].toString();
    if (!matchers.contains(matcher))
        return unknownWord(waiter, matcher);
    if (!states.contains(state))
        return unknownWord(waiter, state);
    return Acceptor{matchers[matcher], states[state], definition[u"argument"].toString(), definition[u"expected"]};
}

Result<WaiterModel> readWaiter(const QString &name, const QJsonObject &definition)
{
    WaiterModel waiter;
    waiter.name = name;
    waiter.operation = definition[u"operation"].toString();
    waiter.delaySeconds = definition[u"delay"].toInt();
    waiter.maxAttempts = definition[u"maxAttempts"].toInt();
    waiter.because = definition[u"because"].toString();
    const QJsonArray items = definition[u"acceptors"].toArray();
    for (const auto &item : items) {
        Result<Acceptor> acceptor = readAcceptor(name, item.toObject());
        if (!acceptor)
            return acceptor.error();
        waiter.acceptors << *acceptor;
    }
    return waiter;
}

} // namespace

QHash<QString, Pagination> readPaginations(const QJsonObject &document)
{
    QHash<QString, Pagination> paginations;
    const QJsonObject operations = document[u"pagination"].toObject();
    for (auto it = operations.begin(); it != operations.end(); ++it) {
        const QJsonObject definition = it.value().toObject();
        paginations[it.key()]
            = Pagination{oneOrMany(definition[u"input_token"]), oneOrMany(definition[u"output_token"]),
                oneOrMany(definition[u"result_key"]), oneOrMany(definition[u"non_aggregate_keys"]),
                definition[u"more_results"].toString(), definition[u"limit_key"].toString()};
    }
    return paginations;
}

Result<QHash<QString, WaiterModel>> readWaiters(const QJsonObject &document)
{
    QHash<QString, WaiterModel> waiters;
    const QJsonObject definitions = document[u"waiters"].toObject();
    for (auto it = definitions.begin(); it != definitions.end(); ++it) {
        Result<WaiterModel> waiter = readWaiter(it.key(), it.value().toObject());
        if (!waiter)
            return waiter.error();
        waiters[it.key()] = *waiter;
    }
    return waiters;
}

} // namespace sm::aws

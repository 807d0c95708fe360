// SPDX-License-Identifier: GPL-3.0-or-later
#include "acceptor.h"

#include <core/jmespath.h>

#include <QJsonArray>

namespace sm::aws {

using namespace Qt::Literals::StringLiterals;

namespace {

/// The status of an answer; an error tells it by its code when it had no body (HEAD), else by what it means.
int statusOf(const Result<Answer> &polled)
{
    if (polled)
        return 200;
    const Error &error = polled.error();
    if (error.code() == "PermanentRedirect"_L1)
        return 301;
    if (const int status = error.code().toInt(); status > 0)
        return status;
    switch (error.kind()) {
    case Error::Kind::Denied:
        return 403;
    case Error::Kind::NotFound:
        return 404;
    default:
        return 0;
    }
}

bool matchesError(const QJsonValue &expected, const Result<Answer> &polled)
{
    if (expected.isBool())
        return expected.toBool() != polled.has_value();
    return !polled && polled.error().code() == expected.toString();
}

Result<bool> matchesPath(const Acceptor &acceptor, const QJsonObject &output)
{
    const Result<QJsonValue> found = jmespath::search(acceptor.argument, output);
    if (!found)
        return found.error();
    if (acceptor.matcher == Acceptor::Matcher::Path)
        return *found == acceptor.expected;
    const QJsonArray values = found->toArray();
    const auto equals = [&acceptor](const QJsonValue &value) { return value == acceptor.expected; };
    if (acceptor.matcher == Acceptor::Matcher::PathAny)
        return std::any_of(values.begin(), values.end(), equals);
    return !values.isEmpty() && std::all_of(values.begin(), values.end(), equals);
}

Result<bool> matches(const Acceptor &acceptor, const Result<Answer> &polled)
{
    switch (acceptor.matcher) {
    case Acceptor::Matcher::Status:
        return statusOf(polled) == acceptor.expected.toInt();
    case Acceptor::Matcher::Error:
        return matchesError(acceptor.expected, polled);
    default:
        if (!polled)
            return false;
        return matchesPath(acceptor, polled->output);
    }
}

} // namespace

Result<std::optional<Acceptor::State>> decide(const WaiterModel &model, const Result<Answer> &polled)
{
    for (const Acceptor &acceptor : model.acceptors) {
        const Result<bool> matched = matches(acceptor, polled);
        if (!matched)
            return matched.error();
        if (*matched)
            return std::optional(acceptor.state);
    }
    return std::optional<Acceptor::State>();
}

} // namespace sm::aws

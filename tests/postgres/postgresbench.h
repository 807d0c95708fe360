// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/caller/testpermit.h>
#include <postgres/connection.h>
#include <support/await.h>
#include <support/postgresserver.h>

namespace sm::test {

using namespace Qt::Literals::StringLiterals;

/// One server for all tests of a program, and ways in.
class PostgresBench
{
public:
    PostgresServer server;

    postgres::Settings settings(const QString &user = u"tester"_s) const
    {
        postgres::Settings made;
        made.host = u"127.0.0.1"_s;
        made.port = server.port();
        made.database = u"postgres"_s;
        made.user = user;
        made.password = Secret(server.password());
        made.rootCertificate = server.certificate(u"ca.pem"_s);
        return made;
    }
    /// The role that may do everything, on the socket.
    postgres::Settings administrator() const
    {
        postgres::Settings made = settings(u"postgres"_s);
        made.host = server.folder();
        made.password = Secret();
        return made;
    }

    static Result<std::unique_ptr<postgres::Connection>> open(
        const postgres::Settings &settings, CancelToken token = {})
    {
        auto opened = await(postgres::Connection::open(settings, std::move(token)));
        if (!opened)
            return Error(Error::Kind::Internal, u"open() did not end"_s);
        return std::move(*opened);
    }
    /// Null when it can not be opened; what follows in the test then fails on it.
    std::unique_ptr<postgres::Connection> tester() const
    {
        auto opened = open(settings());
        if (!opened)
            qWarning("%s", qPrintable(opened.error().message()));
        return opened ? std::move(*opened) : nullptr;
    }
};

inline Result<postgres::QueryResult> read(
    postgres::Connection &connection, const QString &sql, const QJsonArray &parameters = {}, CancelToken token = {})
{
    const auto result = await(connection.read({sql, parameters}, std::move(token)));
    return result ? *result : Error(Error::Kind::Internal, u"read() did not end"_s);
}

inline Result<postgres::QueryResult> write(
    postgres::Connection &connection, const QString &sql, const QJsonArray &parameters = {}, CancelToken token = {})
{
    const auto result = await(connection.write(operations::Runner::permit(), {sql, parameters}, std::move(token)));
    return result ? *result : Error(Error::Kind::Internal, u"write() did not end"_s);
}

/// The first value of the first row; undefined when there is none.
inline QJsonValue value(const Result<postgres::QueryResult> &result)
{
    return result ? result->rows.first().toArray().first() : QJsonValue(QJsonValue::Undefined);
}

inline QString failure(const Result<postgres::QueryResult> &result)
{
    return result ? QString() : result.error().code() + u": "_s + result.error().message();
}

} // namespace sm::test

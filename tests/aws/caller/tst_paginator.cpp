// SPDX-License-Identifier: GPL-3.0-or-later
#include "scriptedcaller.h"

#include <aws/paginator.h>
#include <support/await.h>

#include <QTest>

using namespace sm;
using namespace sm::aws;
using namespace sm::test;
using namespace Qt::Literals::StringLiterals;

namespace {

/// A list of \p total things, \p size a page, whose token is the number of the next one, at \p tokenIn and \p tokenOut.
struct Shelf
{
    int total = 0;
    int size = 10;
    QString tokenIn = u"NextToken"_s;
    QString tokenOut = u"NextToken"_s;
    QString result = u"Things"_s;
    QString more;

    QJsonObject page(const QJsonObject &input) const
    {
        const int first = input.value(tokenIn).toString().toInt();
        const int end = std::min(first + size, total);
        QJsonArray things;
        for (int thing = first; thing < end; ++thing)
            things.append(thing);
        QJsonObject output{{result, things}};
        if (end < total)
            output.insert(tokenOut, QString::number(end));
        if (!more.isEmpty())
            output.insert(more, end < total);
        return output;
    }
};

struct Walked
{
    int pages = 0;
    int things = 0;
    std::optional<Error> error;
};

Walked walk(Paginator &paginator, const QString &result, int limit = 100'000)
{
    Walked walked;
    while (walked.pages < limit) {
        const auto page = await(paginator.next({}));
        if (!page || !*page) {
            walked.error = page ? page->error() : Error(Error::Kind::Timeout, u"no answer"_s);
            break;
        }
        if (!**page)
            break;
        ++walked.pages;
        walked.things += static_cast<int>((**page)->value(result).toArray().size());
    }
    return walked;
}

} // namespace

class TestPaginator : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void list_ofAnySize_isWalkedWhole_data();
    void list_ofAnySize_isWalkedWhole();
    void emptyPage_withToken_isNotTheEnd();
    void nullToken_isTheEnd();
    void moreResults_false_isTheEndWhateverTheToken();
    void repeatedToken_afterItsPage_isAnError();
    void tokensInACircle_areFound();
    void failedPage_isAskedForAgain();
    void cancelled_isPassedOn();
    void operationWithoutPages_givesItsOneAnswer();
    void startToken_isTakenFromTheCall();

private:
    Models m_models;
};

void TestPaginator::list_ofAnySize_isWalkedWhole_data()
{
    QTest::addColumn<QString>("service");
    QTest::addColumn<QString>("operation");
    QTest::addColumn<Shelf>("shelf");
    struct Listing
    {
        const char *service;
        const char *operation;
        const char *tokenIn;
        const char *tokenOut;
        const char *result;
        const char *more;
    };
    const QList<Listing> listings{
        {"cognito-idp", "ListUsers", "PaginationToken", "PaginationToken", "Users", ""},
        {"cognito-idp", "ListGroups", "NextToken", "NextToken", "Groups", ""},
        {"ce", "GetDimensionValues", "NextPageToken", "NextPageToken", "DimensionValues", ""},
        {"lambda", "ListFunctions", "Marker", "NextMarker", "Functions", ""},
        {"apigateway", "GetRestApis", "position", "position", "items", ""},
        {"logs", "FilterLogEvents", "nextToken", "nextToken", "events", ""},
        {"iam", "ListAccessKeys", "Marker", "Marker", "AccessKeyMetadata", "IsTruncated"},
        {"s3", "ListObjectsV2", "ContinuationToken", "NextContinuationToken", "Contents", "IsTruncated"},
    };
    for (const Listing &listing : listings) {
        for (const int total : {0, 1, 10, 11, 1000}) {
            QTest::addRow("%s %s %d", listing.service, listing.operation, total)
                << QString::fromLatin1(listing.service) << QString::fromLatin1(listing.operation)
                << Shelf{total, 10, QString::fromLatin1(listing.tokenIn), QString::fromLatin1(listing.tokenOut),
                       QString::fromLatin1(listing.result), QString::fromLatin1(listing.more)};
        }
    }
}

void TestPaginator::list_ofAnySize_isWalkedWhole()
{
    QFETCH(QString, service);
    QFETCH(QString, operation);
    QFETCH(Shelf, shelf);
    ScriptedCaller caller([&shelf](const Call &call) { return shelf.page(call.input); });
    Paginator paginator(caller, m_models, {service, operation, {}});

    const Walked walked = walk(paginator, shelf.result);

    QVERIFY2(!walked.error, qPrintable(walked.error ? walked.error->message() : QString()));
    QCOMPARE(walked.things, shelf.total);
    QCOMPARE(walked.pages, std::max(1, (shelf.total + 9) / 10));
}

void TestPaginator::emptyPage_withToken_isNotTheEnd()
{
    ScriptedCaller caller([](const Call &call) -> Result<QJsonObject> {
        if (!call.input.contains(u"PaginationToken"_s))
            return QJsonObject{{u"Users"_s, QJsonArray()}, {u"PaginationToken"_s, u"2"_s}};
        return QJsonObject{{u"Users"_s, QJsonArray{1, 2}}};
    });
    Paginator paginator(caller, m_models, {u"cognito-idp"_s, u"ListUsers"_s, {}});

    QCOMPARE(walk(paginator, u"Users"_s).things, 2);
}

void TestPaginator::nullToken_isTheEnd()
{
    ScriptedCaller caller([](const Call &) { return QJsonObject{{u"nextToken"_s, QJsonValue()}}; });
    Paginator paginator(caller, m_models, {u"logs"_s, u"FilterLogEvents"_s, {}});

    QCOMPARE(walk(paginator, u"events"_s).pages, 1);
}

void TestPaginator::moreResults_false_isTheEndWhateverTheToken()
{
    ScriptedCaller caller([](const Call &) { return QJsonObject{{u"IsTruncated"_s, false}, {u"Marker"_s, u"x"_s}}; });
    Paginator paginator(caller, m_models, {u"iam"_s, u"ListAccessKeys"_s, {}});

    QCOMPARE(walk(paginator, u"AccessKeyMetadata"_s).pages, 1);
}

void TestPaginator::repeatedToken_afterItsPage_isAnError()
{
    ScriptedCaller caller(
        [](const Call &) { return QJsonObject{{u"Users"_s, QJsonArray{1}}, {u"PaginationToken"_s, u"same"_s}}; });
    Paginator paginator(caller, m_models, {u"cognito-idp"_s, u"ListUsers"_s, {}});

    const Walked walked = walk(paginator, u"Users"_s);

    QCOMPARE(walked.pages, 2);
    QVERIFY(walked.error);
    QCOMPARE(walked.error->kind(), Error::Kind::BadReply);
    QCOMPARE(walked.error->code(), u"RepeatedToken"_s);
}

void TestPaginator::tokensInACircle_areFound()
{
    ScriptedCaller caller([](const Call &call) {
        const int token = call.input.value(u"PaginationToken"_s).toString().toInt();
        return QJsonObject{{u"PaginationToken"_s, QString::number(token % 7 + 1)}};
    });
    Paginator paginator(caller, m_models, {u"cognito-idp"_s, u"ListUsers"_s, {}});

    const Walked walked = walk(paginator, u"Users"_s, 100);

    QVERIFY(walked.error);
    QVERIFY(walked.pages < 40);
}

void TestPaginator::failedPage_isAskedForAgain()
{
    bool broken = true;
    const Shelf shelf{15, 10, u"PaginationToken"_s, u"PaginationToken"_s, u"Users"_s, {}};
    ScriptedCaller caller([&](const Call &call) -> Result<QJsonObject> {
        if (call.input.contains(u"PaginationToken"_s) && std::exchange(broken, false))
            return Error(Error::Kind::Network, u"broken"_s);
        return shelf.page(call.input);
    });
    Paginator paginator(caller, m_models, {u"cognito-idp"_s, u"ListUsers"_s, {}});

    const Walked first = walk(paginator, u"Users"_s);
    const Walked second = walk(paginator, u"Users"_s);

    QCOMPARE(first.error->kind(), Error::Kind::Network);
    QVERIFY(!second.error);
    QCOMPARE(first.things + second.things, 15);
}

void TestPaginator::cancelled_isPassedOn()
{
    ScriptedCaller caller([](const Call &) { return QJsonObject(); });
    Paginator paginator(caller, m_models, {u"cognito-idp"_s, u"ListUsers"_s, {}});
    CancelSource source;
    source.cancel();

    const auto page = await(paginator.next(source.token()));

    QCOMPARE(page->error().kind(), Error::Kind::Cancelled);
}

void TestPaginator::operationWithoutPages_givesItsOneAnswer()
{
    ScriptedCaller caller([](const Call &) { return QJsonObject{{u"NextToken"_s, u"looks like one"_s}}; });
    Paginator paginator(caller, m_models, {u"sts"_s, u"GetCallerIdentity"_s, {}});

    QCOMPARE(walk(paginator, u"Account"_s).pages, 1);
}

void TestPaginator::startToken_isTakenFromTheCall()
{
    const Shelf shelf{30, 10, u"PaginationToken"_s, u"PaginationToken"_s, u"Users"_s, {}};
    ScriptedCaller caller([&shelf](const Call &call) { return shelf.page(call.input); });
    Paginator paginator(caller, m_models, {u"cognito-idp"_s, u"ListUsers"_s, {{u"PaginationToken"_s, u"20"_s}}});

    QCOMPARE(walk(paginator, u"Users"_s).things, 10);
}

QTEST_GUILESS_MAIN(TestPaginator)
#include "tst_paginator.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "listedsource.h"

using namespace Qt::Literals::StringLiterals;

namespace sm::backups {

namespace {

constexpr int MostPools = 60; // the most that Cognito gives at once

} // namespace

ListedSource::Listing ListedSource::buckets()
{
    return {AssetKind::Bucket, {u"s3"_s, u"ListBuckets"_s, {}}, u"Buckets"_s, u"Name"_s, {}};
}

ListedSource::Listing ListedSource::userPools()
{
    const QJsonObject input{{u"MaxResults"_s, MostPools}};
    return {AssetKind::UserPool, {u"cognito-idp"_s, u"ListUserPools"_s, input}, u"UserPools"_s, u"Id"_s, u"Name"_s};
}

ListedSource::Listing ListedSource::functions()
{
    return {AssetKind::Function, {u"lambda"_s, u"ListFunctions"_s, {}}, u"Functions"_s, u"FunctionName"_s, {}};
}

QCoro::Task<Findings> ListedSource::find(CancelToken token)
{
    Findings findings;
    const auto listed
        = co_await aws::wholeList(&m_reads.caller, &m_reads.models, m_listing.call, m_listing.list, token);
    if (!listed) {
        findings.problem = listed.error();
    } else {
        for (const QJsonValue each : *listed)
            findings.things << FoundThing{each[m_listing.name].toString(), each[m_listing.title].toString()};
    }
    const Findings all = findings;
    co_return all;
}

} // namespace sm::backups

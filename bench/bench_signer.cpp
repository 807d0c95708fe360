// SPDX-License-Identifier: GPL-3.0-or-later
// How many requests one core signs in a second. Prints one JSON line; bench/signer.py runs it beside its peer.
#include <aws/signer.h>

#include <QElapsedTimer>

#include <cstdio>
#include <vector>

using namespace sm;

namespace {

constexpr int different = 1'000; ///< requests; they are signed over and over

constexpr auto body = R"({"UserPoolId":"eu-west-1_AbCdEfGhI","Limit":60,"PaginationToken":"CAISqAIIARKBAggDEvwBAHOOlP)"
                      R"(lKs3VZ0Y5yfBqV2cXW1kLrT8mE4zJdN6uQ9hGwPvRxAoSi7tCbUnMyFgDeHj"})";

/// A page of a Cognito user listing, as the callers make it. \p number makes each one different.
net::HttpRequest listUsers(int number)
{
    net::HttpRequest request;
    request.verb = "POST";
    request.url = "https://cognito-idp.eu-west-1.amazonaws.com/";
    request.body = body;
    request.headers = {{"Host", "cognito-idp.eu-west-1.amazonaws.com"}, {"Content-Type", "application/x-amz-json-1.1"},
        {"X-Amz-Target", "AWSCognitoIdentityProviderService.ListUsers"}, {"User-Agent", "stationmaster/0.1"},
        {"amz-sdk-invocation-id", "00000000-0000-0000-0000-" + QByteArray::number(number).rightJustified(12, '0')},
        {"amz-sdk-request", "attempt=1"}};
    return request;
}

aws::Credentials credentials()
{
    return {QStringLiteral("AKIDEXAMPLE"), Secret(QStringLiteral("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY")), {}, {},
        {}, {}};
}

} // namespace

int main(int argc, char **argv)
{
    const int count = argc > 1 ? QByteArray(argv[1]).toInt() : 200'000;
    const aws::Credentials key = credentials();
    aws::SigningOptions options;
    options.region = "eu-west-1";
    options.service = "cognito-idp";
    options.when = QDateTime::fromSecsSinceEpoch(1'440'938'160, Qt::UTC);
    options.contentSha256Header = false; // as the peer signs

    std::vector<net::HttpRequest> requests;
    for (int i = 0; i < different; ++i)
        requests.push_back(listUsers(i));

    aws::Signer signer;
    QByteArray last;
    QElapsedTimer clock;
    clock.start();
    for (int i = 0; i < count; ++i)
        last = signer.byHeader(requests[static_cast<size_t>(i % different)], key, options).headers.last().value;
    const double seconds = static_cast<double>(clock.nsecsElapsed()) / 1e9;

    std::printf("{\"count\": %d, \"seconds\": %.6f, \"last\": \"%s\"}\n", count, seconds, last.constData());
    return 0;
}

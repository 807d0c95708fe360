// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/sigv4.h>

#include <QDir>
#include <QList>

/// Cases of public SigV4 suites, read from their folders.
namespace suite {

/// A request as text: its HTTP/1.1 form, where header values may continue on lines that begin with a blank.
sm::net::HttpRequest parseRequest(const QByteArray &text);

/// What one way of signing (header or query) has to produce. A stage that a case does not publish is empty.
struct Expected
{
    QByteArray canonicalRequest;
    QByteArray stringToSign;
    QByteArray signature;
    QByteArray signedRequest;
    bool isEmpty() const { return canonicalRequest.isEmpty() && stringToSign.isEmpty() && signedRequest.isEmpty(); }
};

struct Case
{
    QString name;
    sm::net::HttpRequest request;
    sm::aws::Credentials credentials;
    sm::aws::SigningOptions options;
    std::chrono::seconds validFor{3600};
    Expected byHeader;
    Expected byQuery;
};

/// Every case at or below \p folder: both the layout of awslabs/aws-c-auth and the older one (.req, .creq, .sts, …).
QList<Case> casesBelow(const QDir &folder);

/// The stages that went wrong, one line each; empty when all are equal.
QStringList check(const Case &one);

} // namespace suite

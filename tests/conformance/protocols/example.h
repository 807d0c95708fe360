// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/servicemodel.h>
#include <net/http.h>

#include <QJsonObject>

namespace example {

/// What documentation and recordings write, in the form of protocol.h: dates as text or as an object of their parts,
/// numbers as text, documents that are text on the wire as objects, null for nothing. What the model does not know can
/// not be on the wire: it is left out and its path added to \p unknown.
QJsonValue normalized(const sm::aws::Member &member, const QJsonValue &value, QStringList &unknown);

/// The answer with which the service would say \p output, which is normalized.
sm::net::HttpReply replyWith(
    const sm::aws::ServiceModel &service, const sm::aws::Operation &operation, const QJsonObject &output);

/// The answer with which the service would refuse.
sm::net::HttpReply refusalWith(
    const sm::aws::ServiceModel &service, int status, const QString &code, const QString &message);

} // namespace example

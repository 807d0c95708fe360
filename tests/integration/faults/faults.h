// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/error.h>

#include <QJsonObject>

namespace sm::test {

/// Whose request is sent again after a fault. How often a class may arrive decides it, whatever went wrong: reads,
/// values and tokens as often as need be, a natural key or an unsafe call only when it certainly did not happen.
enum class Resent { Nobodys, Repeatable, Everybodys };

/// One way in which an exchange with AWS goes wrong, and what has to come of it.
struct Fault
{
    enum class At { Double, Address, Tls };

    const char *name;
    At at;
    QJsonObject answer; ///< of the double, when at it
    Error::Kind kind;
    const char *code;
    Resent resent;
    bool inDoubt; ///< a write may have happened
    int effects; ///< of one attempt at a write
};

/// The faults that an AWS JSON service can meet.
const QList<Fault> &commonFaults();
/// Those that only the caller of DynamoDB sees.
const QList<Fault> &dynamoDbFaults();
/// Those of XML and S3.
const QList<Fault> &s3Faults();

} // namespace sm::test

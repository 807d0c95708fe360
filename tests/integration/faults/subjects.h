// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/repeat.h>

#include <QList>

namespace sm::test {

/// What meets a fault: one operation of each class, and of each kind of service.
struct Subject
{
    const char *name;
    const char *service;
    const char *operation;
    Repeat repeat;
    int attempts; ///< at most
};

const QList<Subject> &commonSubjects();
const QList<Subject> &dynamoDbSubjects();
const QList<Subject> &s3Subjects();

} // namespace sm::test

// SPDX-License-Identifier: GPL-3.0-or-later
#include "subjects.h"

namespace sm::test {

const QList<Subject> &commonSubjects()
{
    static const QList<Subject> all{
        {"R", "cognito-idp", "ListUsers", Repeat::Read, 3},
        {"V", "cognito-idp", "AdminDisableUser", Repeat::Value, 3},
        {"N", "cognito-idp", "AdminCreateUser", Repeat::NaturalKey, 3},
        {"U", "cognito-idp", "AdminResetUserPassword", Repeat::Unsafe, 3},
        {"T", "athena", "StartQueryExecution", Repeat::Token, 3},
    };
    return all;
}

const QList<Subject> &dynamoDbSubjects()
{
    static const QList<Subject> all{
        {"R", "dynamodb", "ListTables", Repeat::Read, 4},
        {"V", "dynamodb", "UpdateContinuousBackups", Repeat::Value, 4},
        {"U", "dynamodb", "CreateBackup", Repeat::Unsafe, 4},
    };
    return all;
}

const QList<Subject> &s3Subjects()
{
    static const QList<Subject> all{
        {"R", "s3", "ListBuckets", Repeat::Read, 3},
        {"V", "s3", "UploadPartCopy", Repeat::Value, 3},
        {"N", "s3", "CopyObject", Repeat::NaturalKey, 3},
    };
    return all;
}

} // namespace sm::test

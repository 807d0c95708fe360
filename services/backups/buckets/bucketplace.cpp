// SPDX-License-Identifier: GPL-3.0-or-later
#include "bucketplace.h"

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;

QString BucketPlace::text() const { return u"s3://%1/%2"_s.arg(bucket, prefix); }

bool isListedBefore(const QString &a, const QString &b) { return a.toUtf8() < b.toUtf8(); }

} // namespace sm::backups

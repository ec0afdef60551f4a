package org.tablao.nodeapi.store;

/** A row of the store. Texts are empty and times 0 where there is no value, never null. Times are epoch milliseconds. */
public sealed interface Row
        permits AttemptRow,
                AuditRow,
                BlobRow,
                BlockRow,
                FrameRow,
                GrantRow,
                JobRow,
                JobWishRow,
                JoinTokenRow,
                LeasedJobRow,
                LimitRow,
                LimitShareRow,
                ManagerRow,
                NodeRow,
                OutboxRow,
                ProjectRow,
                ShotRow,
                TaskRow,
                TokenRow,
                UserRow,
                WorkerRow,
                WorkerWishRow {}

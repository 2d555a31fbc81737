class Kernel(Module):
  __parameters__ = []
  __buffers__ = []
  def forward(self: __torch__.Kernel,
    x: Tensor,
    w: List[Tensor],
    r: List[Tensor],
    settings: Tensor) -> List[Tensor]:
    y = x
    for i in range(2):
      y = torch.conv2d(y, w[3 * i], None, [2, 2], [1, 1])
      y = torch.batch_norm(y, w[3 * i + 1], w[3 * i + 2], r[2 * i], r[2 * i + 1], True, 0.1, 1e-05, True)
      y = torch.relu(y)
    return [torch.mean(y, [2, 3])]
